package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"

	"github.com/anishathalye/porcupine"
)

// input and output are unions over the three models; the model says which fields count.
type input struct {
	Kind  string
	Key   string
	Value json.RawMessage
	From  int
	To    int
	text  string
	value int
}

type output struct {
	Kind    string
	Value   json.RawMessage
	Swapped bool
	text    string
	// value is nil for a register that was never written.
	value *int
}

// noValue stands for the state of a CAS register that was never written.
const noValue = -1 << 62

var models = map[string]porcupine.Model{
	"register":     registerModel(0),
	"registers":    registersModel(),
	"cas-register": registerModel(noValue),
	"kv":           keyValueModel,
	"store":        storeModel,
}

// registerModel is a register with read, write and compare-and-set.
func registerModel(initial int) porcupine.Model {
	return porcupine.Model{
		Init: func() interface{} { return initial },
		Step: func(state, in, out interface{}) (bool, interface{}) {
			current, i, o := state.(int), in.(*input), out.(*output)
			if i.Kind == "write" {
				return true, i.value
			}
			if i.Kind == "read" {
				return o.Kind == "unknown" || matches(current, o.value), current
			}
			swaps := current == i.From
			if o.Kind == "swapped" && o.Swapped != swaps {
				return false, nil
			}
			if swaps {
				return true, i.To
			}
			return true, current
		},
	}
}

func matches(state int, read *int) bool {
	if read == nil {
		return state == noValue
	}
	return state == *read
}

// registersModel is registers by key, null at first.
func registersModel() porcupine.Model {
	model := registerModel(noValue)
	model.Partition = byKey
	return model
}

// byKey splits a history into one for each key.
func byKey(history []porcupine.Operation) [][]porcupine.Operation {
	places := map[string]int{}
	var parts [][]porcupine.Operation
	for _, operation := range history {
		key := operation.Input.(*input).Key
		place, known := places[key]
		if !known {
			place = len(parts)
			places[key] = place
			parts = append(parts, nil)
		}
		parts[place] = append(parts[place], operation)
	}
	return parts
}

// storeModel is a store of texts that is one object: every state is the whole store.
var storeModel = porcupine.Model{
	Init: func() interface{} { return map[string]string{} },
	Step: func(state, in, out interface{}) (bool, interface{}) {
		store, i, o := state.(map[string]string), in.(*input), out.(*output)
		if i.Kind == "get" {
			return o.text == store[i.Key], store
		}
		next := maps.Clone(store)
		if i.Kind == "put" {
			next[i.Key] = i.text
		} else {
			next[i.Key] += i.text
		}
		return true, next
	},
	Equal: func(one, other interface{}) bool {
		return maps.Equal(one.(map[string]string), other.(map[string]string))
	},
	Hash: func(state interface{}) uint64 {
		sum := uint64(0)
		for key, text := range state.(map[string]string) {
			hash := fnv.New64a()
			hash.Write([]byte(key))
			hash.Write([]byte{0})
			hash.Write([]byte(text))
			sum += hash.Sum64()
		}
		return sum
	},
}

// keyValueModel is a store of texts, split by key.
var keyValueModel = porcupine.Model{
	Partition: byKey,
	Init:      func() interface{} { return "" },
	Step: func(state, in, out interface{}) (bool, interface{}) {
		current, i, o := state.(string), in.(*input), out.(*output)
		switch i.Kind {
		case "get":
			return o.text == current, current
		case "put":
			return true, i.text
		default:
			return true, current + i.text
		}
	},
	Hash: func(state interface{}) uint64 {
		hash := fnv.New64a()
		hash.Write([]byte(state.(string)))
		return hash.Sum64()
	},
}

// decode reads the values once, so that a check does not parse JSON.
func decode(model string, operations []operation) error {
	for index := range operations {
		in, out := &operations[index].Input, &operations[index].Output
		targets := []struct {
			raw json.RawMessage
			to  interface{}
		}{{in.Value, &in.value}, {out.Value, &out.value}}
		if model == "kv" || model == "store" {
			targets[0].to, targets[1].to = &in.text, &out.text
		}
		for _, target := range targets {
			if target.raw == nil {
				continue
			}
			if err := json.Unmarshal(target.raw, target.to); err != nil {
				return fmt.Errorf("operation %d: %w", index, err)
			}
		}
	}
	return nil
}
