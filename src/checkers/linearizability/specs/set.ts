import type { Call, Spec } from '../spec.ts';
import { listOf } from './shapes.ts';
import { sameValue } from './same-value.ts';

type Items = readonly unknown[];

/**
 * A set. `add item` and `remove item` answer whether they changed it (any other answer says nothing), `contains item` answers
 * whether it is in, `read` answers all items in any order.
 */
export const set: Spec<Items> = {
  name: 'set',
  operations: ['add', 'remove', 'contains', 'read'],
  readOnly: ['contains', 'read'],
  changesNothing: ({ f, result, known }) => known && result === false && (f === 'add' || f === 'remove'),
  initial: [],
  shapes: {
    contains: { result: { expected: 'true or false', fits: (value) => typeof value === 'boolean' } },
    read: { result: listOf('a list of items') },
  },
  beginning: {
    expected: 'a list of items',
    from: (given) => (Array.isArray(given) ? [...(given as Items)].sort(byText) : undefined),
  },
  values: {
    fromAnyState: false,
    heldAtFirst: (initial) => initial as Items,
    of: ({ f, argument, result, known }: Call) => (f !== 'read' ? [argument] : known ? (result as Items) : []),
    without: (call: Call, item: unknown) =>
      call.f === 'read'
        ? { ...call, result: (call.result as Items).filter((other) => !sameValue(other, item)) }
        : undefined,
  },
  fast: 'set',
  step(state: Items, { f, argument, result, known }: Call): readonly Items[] {
    if (f === 'read') return !known || sameItems(state, result as Items) ? [state] : [];
    const isIn = state.some((item) => sameValue(item, argument));
    if (f === 'contains') return !known || result === isIn ? [state] : [];
    const isChange = isIn === (f === 'remove');
    if (typeof result === 'boolean' && result !== isChange) return [];
    if (!isChange) return [state];
    return [f === 'add' ? [...state, argument].sort(byText) : state.filter((item) => !sameValue(item, argument))];
  },
};

function sameItems(state: Items, read: Items): boolean {
  return sameValue(state, [...read].sort(byText));
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
