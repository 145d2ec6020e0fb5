import { expect, test } from 'vitest';
import { checkOperationsTimeout, checkOperationsVerbose, type Model, type Operation } from '../src/index.ts';
import { operation } from './histories.ts';

/** A counter whose reads are never right, so that the check has to try every order of the increments. */
const counter: Model<string, 'add' | 'read', string> = {
  init: () => '',
  step: (state, input, output) => (input === 'add' ? state + output : output === state ? state : undefined),
};
const hopeless: Operation<'add' | 'read', string>[] = [
  ...Array.from({ length: 12 }, (_, client) =>
    operation(client, 'add' as const, 0, String.fromCharCode(97 + client), 10),
  ),
  operation(12, 'read', 20, '?', 30),
];

test('a step budget gives the same unknown each time, and counts exactly', () => {
  const first = checkOperationsVerbose(counter, hopeless, { stepBudget: 5_000 });
  expect(first).toMatchObject({ result: 'Unknown', steps: 5_000, exhausted: 'stepBudget' });
  const again = checkOperationsVerbose(counter, hopeless, { stepBudget: 5_000 });
  expect(again.info.partialLinearizations).toEqual(first.info.partialLinearizations);
});

test('what was reached within the budget is in the info', () => {
  const { info } = checkOperationsVerbose(counter, hopeless, { stepBudget: 5 });
  expect(info.partialLinearizations).toEqual([[[0, 1, 2, 3, 4]]]);
});

test('a budget that just suffices gives the verdict, and one step less does not', () => {
  const { steps } = checkOperationsVerbose(counter, hopeless.slice(6));
  expect(checkOperationsTimeout(counter, hopeless.slice(6), { stepBudget: steps })).toBe('Illegal');
  expect(checkOperationsTimeout(counter, hopeless.slice(6), { stepBudget: steps - 1 })).toBe('Unknown');
});

test('the number of steps does not depend on a timeout that is not reached', () => {
  const free = checkOperationsVerbose(counter, hopeless.slice(6));
  const timed = checkOperationsVerbose(counter, hopeless.slice(6), { timeoutMs: 60_000 });
  expect(timed).toEqual(free);
  expect(free.exhausted).toBeUndefined();
});

test('a timeout ends a check that would take much longer', () => {
  const start = performance.now();
  const report = checkOperationsVerbose(counter, hopeless, { timeoutMs: 20 });
  expect(report).toMatchObject({ result: 'Unknown', exhausted: 'timeoutMs' });
  // All 12! orders take minutes; the bound is loose, for a busy machine.
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(report.steps).toBeGreaterThan(0);
});

test('a violation that was found counts more than a limit that was reached', () => {
  const parts = {
    ...counter,
    partition: (history: readonly Operation<'add' | 'read', string>[]) => [history, history.slice(-1)],
  };
  const report = checkOperationsVerbose(parts, hopeless, { stepBudget: 2_000 });
  expect(report).toMatchObject({ result: 'Illegal', exhausted: 'stepBudget' });
});

test('0 is no limit', () => {
  expect(checkOperationsTimeout(counter, hopeless.slice(8), { timeoutMs: 0, stepBudget: 0 })).toBe('Illegal');
});

test.each([
  [{ timeoutMs: -1 }, 'timeoutMs is -1; it must be 0 (no limit) or more.'],
  [{ stepBudget: NaN }, 'stepBudget is NaN; it must be 0 (no limit) or more.'],
])('%j is refused', (limits, message) => {
  expect(() => checkOperationsTimeout(counter, [], limits)).toThrow(new RangeError(message));
});
