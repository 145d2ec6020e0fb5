import { expect, test } from 'vitest';
import { checkLinearizability } from '../../../../src/checkers/linearizability/check-linearizability.ts';
import { historyOf } from '../../../helpers/linearizability/history-of.ts';

const CLIENTS = 20;

/** Clients that add to a queue at the same time, in more orders than can be tried; then it is said to be empty. */
function hardLines(valueOf: (item: number | null) => unknown): readonly string[] {
  const clients = Array.from({ length: CLIENTS }, (_, client) => client);
  const additions = ['invoke', 'ok'].flatMap((type) =>
    clients.map((client) => `${client} ${type} enqueue ${JSON.stringify(valueOf(client % 10))}`),
  );
  const nothing = JSON.stringify(valueOf(null));
  return [...additions, `0 invoke dequeue ${nothing}`, `0 ok dequeue ${nothing}`];
}

test('the states of a spec count, not only what the search remembers of them', () => {
  const history = historyOf('0 invoke enqueue 1', '0 ok enqueue 1', ...hardLines((item) => item));
  // Each order leaves a queue of more than a thousand items behind, some 60 kB.
  const initial = Array.from({ length: 1_000 }, (_, item) => item + 1_000);
  const verdict = checkLinearizability(history, { spec: 'fifo-queue', initial, memoryBytes: 2 ** 24 });
  if (verdict.verdict !== 'unknown') throw new Error(verdict.verdict);
  expect(verdict.reason).toMatch(
    /^the memory budget of 16777216 bytes ran out; verified up to the return of operation \d+, with a frontier of \d+ configurations$/,
  );
  // Without the states, that memory holds half a million configurations.
  expect(verdict.exercised['searchSteps']).toBeLessThan(2 ** 24 / 20_000);
});

test('all objects share the memory: one that takes too much is given up, and the others are decided', () => {
  const easy = ['enqueue', 'enqueue', 'dequeue'].flatMap((f) => [`0 invoke ${f} ["easy",7]`, `0 ok ${f} ["easy",7]`]);
  const history = historyOf(...hardLines((item) => ['hard', item]), ...easy);
  const verdict = checkLinearizability(history, { spec: 'fifo-queue', independent: true, memoryBytes: 2 ** 22 });
  if (verdict.verdict !== 'unknown') throw new Error(verdict.verdict);
  expect(verdict.exercised).toMatchObject({ keys: 2, searchedKeys: 2, undecidedKeys: 1 });
  expect(verdict.reason).toMatch(/^key "hard": the memory budget of 4194304 bytes ran out/);
});
