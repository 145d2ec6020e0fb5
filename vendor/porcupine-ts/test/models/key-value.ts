import { hashText, type Event, type Model, type Operation } from '../../src/index.ts';

export interface KeyValueInput {
  readonly kind: 'get' | 'put' | 'append';
  readonly key: string;
  /** Empty for `get`. */
  readonly value: string;
}

/** The value read; empty for `put` and `append`. */
export type KeyValueOutput = string;

/** One key of a store of texts; absent keys read as empty. */
export const keyValue: Model<string, KeyValueInput, KeyValueOutput> = {
  partition: (history) => [...groupByKey(history, (operation) => operation.input.key).values()],
  partitionEvent(history) {
    const keys = new Map<number, string>();
    const keyOf = (event: Event<KeyValueInput, KeyValueOutput>): string => {
      if (event.kind === 'call') keys.set(event.id, event.value.key);
      return keys.get(event.id)!;
    };
    return [...groupByKey(history, keyOf).values()];
  },
  init: () => '',
  step(state, input, output) {
    switch (input.kind) {
      case 'get':
        return output === state ? state : undefined;
      case 'put':
        return input.value;
      case 'append':
        return state + input.value;
    }
  },
  describeOperation(input, output) {
    if (input.kind === 'get') return `get('${input.key}') -> '${output}'`;
    return `${input.kind}('${input.key}', '${input.value}')`;
  },
};

/** The same store without partitioning: the state is the whole map. */
export const wholeKeyValue: Model<ReadonlyMap<string, string>, KeyValueInput, KeyValueOutput> = {
  init: () => new Map(),
  step(state, input, output) {
    const value = state.get(input.key) ?? '';
    if (input.kind === 'get') return output === value ? state : undefined;
    return new Map(state).set(input.key, input.kind === 'put' ? input.value : value + input.value);
  },
  equal: (left, right) => left.size === right.size && [...left].every(([key, value]) => right.get(key) === value),
  hash: (state) => [...state].reduce((sum, [key, value]) => (sum + hashText(`${key}=${value}`)) | 0, 0),
};

function groupByKey<T extends Event<KeyValueInput, KeyValueOutput> | Operation<KeyValueInput, KeyValueOutput>>(
  elements: readonly T[],
  keyOf: (element: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}
