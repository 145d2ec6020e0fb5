import { expect, test } from 'vitest';
import { checkEvents, type Model } from '../src/index.ts';
import { events } from './histories.ts';

type Input = { readonly add: number } | 'read';

/** A set that is read whole; `null` as output of a read: the answer is unknown. */
const numberSet: Model<readonly number[], Input, readonly number[] | null> = {
  init: () => [],
  step(state, input, output) {
    if (input !== 'read')
      return state.includes(input.add) ? state : [...state, input.add].toSorted((left, right) => left - right);
    return output === null || String(output) === String(state) ? state : undefined;
  },
  equal: (left, right) => String(left) === String(right),
};

/** Two concurrent additions and a read that overlaps both. */
function readsWhileAdding(seen: readonly number[] | null) {
  return events<Input, readonly number[] | null>([
    [0, { add: 100 }],
    [1, { add: 110 }],
    [2, 'read'],
    [2, seen, 'return'],
    [1, null, 'return'],
    [0, null, 'return'],
  ]);
}

test.each([[[]], [[100]], [[110]], [[100, 110]], [null]])('a read may see %j', (seen) => {
  expect(checkEvents(numberSet, readsWhileAdding(seen))).toBe(true);
});

test.each([[[100, 100, 110]], [[120]], [[100, 110, 120]]])('a read may not see %j', (seen) => {
  expect(checkEvents(numberSet, readsWhileAdding(seen))).toBe(false);
});
