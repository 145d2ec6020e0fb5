import type { Call, SeparateValues, Shape, Spec } from '../spec.ts';
import { sameValue } from './same-value.ts';
import { listAtFirst, something } from './shapes.ts';

type Items = readonly unknown[];

/** In a collection each item is a value of its own. An answer of `null` says that the collection is empty. */
const items: SeparateValues = {
  fromAnyState: false,
  heldAtFirst: (initial) => initial as Items,
  of({ f, argument, result, known }: Call): readonly unknown[] {
    if (INSERTIONS.has(f)) return [argument];
    return known && result !== null ? [result] : [];
  },
  without: () => undefined,
};

const item = something('an item; null is the answer of a collection that is empty');

const withPriority: Shape = {
  expected: 'a number, or a list that begins with one',
  fits: (value) => Number.isFinite(Array.isArray(value) ? value[0] : value),
};

const INSERTIONS: ReadonlySet<string> = new Set(['enqueue', 'push', 'insert', 'add']);

/** First in, first out: `enqueue item`, `dequeue` answers the oldest item, or `null` from an empty queue. */
export const fifoQueue: Spec<Items> = {
  name: 'fifo-queue',
  operations: ['enqueue', 'dequeue'],
  changesNothing: foundNothing,
  initial: [],
  shapes: { enqueue: { argument: item } },
  beginning: listAtFirst('a list of items, the oldest first'),
  values: items,
  fast: 'fifo-queue',
  step: (queue: Items, call: Call) => (call.f === 'enqueue' ? [[...queue, call.argument]] : take(queue, call, 0)),
};

/** Last in, first out: `push item`, `pop` answers the youngest item, or `null` from an empty stack. */
export const stack: Spec<Items> = {
  name: 'stack',
  operations: ['push', 'pop'],
  changesNothing: foundNothing,
  initial: [],
  shapes: { push: { argument: item } },
  beginning: listAtFirst('a list of items, the youngest last'),
  values: items,
  fast: 'stack',
  step: (state: Items, call: Call) =>
    call.f === 'push' ? [[...state, call.argument]] : take(state, call, state.length - 1),
};

/**
 * Best first: `insert item`, `delete-min` answers an item of the lowest priority, or `null` from an empty queue. An item is a
 * number, its own priority, or a list that starts with its priority.
 */
export const priorityQueue: Spec<Items> = {
  name: 'priority-queue',
  operations: ['insert', 'delete-min'],
  changesNothing: foundNothing,
  initial: [],
  shapes: { insert: { argument: withPriority } },
  beginning: { expected: 'a list of items', from: sorted },
  values: items,
  fast: 'priority-queue',
  step(state: Items, call: Call): readonly Items[] {
    if (call.f === 'insert') return [insertSorted(state, call.argument)];
    if (state.length === 0) return take(state, call, 0);
    const best = priorityOf(state[0]);
    return state.flatMap((item, position) => (priorityOf(item) === best ? take(state, call, position) : []));
  },
};

/** No order: `add item`, `take` answers any item, or `null` from an empty bag. */
export const bag: Spec<Items> = {
  name: 'bag',
  operations: ['add', 'take'],
  changesNothing: foundNothing,
  initial: [],
  shapes: { add: { argument: item } },
  beginning: { expected: 'a list of items', from: sorted },
  values: items,
  fast: 'bag',
  step(state: Items, call: Call): readonly Items[] {
    if (call.f === 'add') return [insertSorted(state, call.argument)];
    if (state.length === 0) return take(state, call, 0);
    return state.flatMap((_, position) => take(state, call, position));
  },
};

/** The priority of an item of a priority queue. */
export function priorityOf(item: unknown): number {
  return Number(Array.isArray(item) ? (item as readonly unknown[])[0] : item);
}

function foundNothing({ f, result, known }: Call): boolean {
  return known && result === null && !INSERTIONS.has(f);
}

/** The state after the item at `position` was taken out by a call, if that fits the call's answer. */
function take(state: Items, { result, known }: Call, position: number): readonly Items[] {
  if (state.length === 0) return known && result === null ? [state] : [];
  if (known && (result === null || !sameValue(state[position], result))) return [];
  return [state.filter((_, other) => other !== position)];
}

/** Equal contents make equal states, whatever the order of insertion. */
function insertSorted(state: Items, item: unknown): Items {
  const text = JSON.stringify(item);
  const before = state.filter((other) => precedes(other, item, text));
  return [...before, item, ...state.slice(before.length)];
}

function precedes(other: unknown, item: unknown, text: string): boolean {
  const difference = priorityOf(other) - priorityOf(item);
  return difference < 0 || (!(difference > 0) && JSON.stringify(other) < text);
}

function sorted(given: unknown): Items | undefined {
  return Array.isArray(given) ? given.reduce<Items>(insertSorted, []) : undefined;
}
