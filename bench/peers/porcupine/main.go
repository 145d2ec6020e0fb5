// Command porcupine-peer checks histories with Porcupine: JSON lines in, one JSON verdict a line out.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/anishathalye/porcupine"
)

type operation struct {
	Client int
	Call   int64
	Return int64
	Input  input
	Output output
}

type history struct {
	ID         string
	Model      string
	Operations []operation
}

type verdict struct {
	ID          string `json:"id"`
	Result      string `json:"result"`
	CheckMicros int64  `json:"checkMicros"`
	// Medians of all checks of the history: wall-clock time, and processor time of all threads.
	WallMicros int64 `json:"wallMicros"`
	CPUMicros  int64 `json:"cpuMicros"`
}

func main() {
	repeat := flag.Int("repeat", 1, "check each history this often and report the shortest time")
	timeout := flag.Duration("timeout", time.Minute, "give up on a check after this long; 0: never")
	flag.Parse()
	if err := run(os.Stdin, os.Stdout, *repeat, *timeout); err != nil {
		fmt.Fprintln(os.Stderr, "porcupine-peer:", err)
		os.Exit(1)
	}
}

func run(from io.Reader, to io.Writer, repeat int, timeout time.Duration) error {
	decoder := json.NewDecoder(bufio.NewReaderSize(from, 1<<20))
	out := bufio.NewWriter(to)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for line := 1; ; line++ {
		var h history
		if err := decoder.Decode(&h); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("history %d: %w", line, err)
		}
		v, err := check(h, repeat, timeout)
		if err != nil {
			return fmt.Errorf("history %d (%s): %w", line, h.ID, err)
		}
		if err := encoder.Encode(v); err != nil {
			return err
		}
	}
}

func check(h history, repeat int, timeout time.Duration) (verdict, error) {
	model, known := models[h.Model]
	if !known {
		return verdict{}, fmt.Errorf("model %q is not one of register, registers, cas-register, kv, store", h.Model)
	}
	if err := decode(h.Model, h.Operations); err != nil {
		return verdict{}, err
	}
	operations := make([]porcupine.Operation, len(h.Operations))
	for index := range h.Operations {
		o := &h.Operations[index]
		operations[index] = porcupine.Operation{
			ClientId: o.Client, Input: &o.Input, Call: o.Call, Output: &o.Output, Return: o.Return,
		}
	}
	v := verdict{ID: h.ID}
	var walls, cpus []int64
	for round := 0; round < repeat && v.Result != string(porcupine.Unknown); round++ {
		start, before := time.Now(), processorMicros()
		v.Result = string(porcupine.CheckOperationsTimeout(model, operations, timeout))
		walls = append(walls, time.Since(start).Microseconds())
		cpus = append(cpus, processorMicros()-before)
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	v.CheckMicros, v.WallMicros, v.CPUMicros = walls[0], walls[len(walls)/2], cpus[len(cpus)/2]
	return v, nil
}

// processorMicros is the time that all threads of the process have computed so far, user and system.
func processorMicros() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return (usage.Utime.Nano() + usage.Stime.Nano()) / 1000
}
