import { expect, test } from 'vitest';
import { checkWithPorcupine } from '../../../../../src/checkers/linearizability/second-opinion/check-with-porcupine.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

const calls = (...list: readonly string[]): string[] =>
  list.flatMap((call) => {
    const [f = '', key = '', value = ''] = call.split(' ');
    return [`0 invoke ${f} ["${key}",${f === 'read' ? 'null' : value}]`, `0 ok ${f} ["${key}",${value}]`];
  });

const options = { spec: 'register', independent: true } as const;

test('what can’t be explained is the first to return of what the longest order leaves out', () => {
  const history = historyOf(...calls('write x 1', 'read y null', 'read x 7', 'read x 8'));
  expect(checkWithPorcupine(history, options).verdict).toMatchObject({
    verdict: 'violated',
    anomalies: [
      {
        operations: [4],
        message: `key "x": operation 4 (read → 7) can't be explained: of 3 operations the longest order that is possible has 1, and this one has no place in it`,
      },
    ],
  });
});

test('each object has an order of its own', () => {
  const history = historyOf(...calls('write x 1', 'write y 2', 'read x 1', 'read y 2'));
  const orders = [
    { key: 'x', operations: [0, 4] },
    { key: 'y', operations: [2, 6] },
  ];
  expect(checkWithPorcupine(history, options).verdict).toMatchObject({ verdict: 'holds', certificate: { orders } });
});

test('an object may begin otherwise', () => {
  const history = historyOf(...calls('read x 5'));
  expect(checkWithPorcupine(history, options).verdict.verdict).toBe('violated');
  expect(checkWithPorcupine(history, { ...options, initial: 5 }).verdict.verdict).toBe('holds');
});

test('all objects share the steps; a violation is one even when others are undecided', () => {
  const x = calls('write x 1', 'read x 1');
  const steps = checkWithPorcupine(historyOf(...x), options).verdict.exercised['searchSteps']!;
  expect(steps).toBeGreaterThan(0);
  const both = historyOf(...x, ...calls('write y 1', 'read y 1'));
  expect(checkWithPorcupine(both, options).verdict).toMatchObject({
    verdict: 'holds',
    exercised: { searchSteps: 2 * steps },
  });
  expect(checkWithPorcupine(both, { ...options, stepBudget: steps }).verdict).toMatchObject({
    verdict: 'unknown',
    reason: "Porcupine's steps ran out on 1 of 2 objects",
  });
  const wrong = historyOf(...calls('read x 7', 'write y 1', 'read y 1'));
  const few = checkWithPorcupine(historyOf(...calls('read x 7')), options).verdict.exercised['searchSteps']!;
  expect(checkWithPorcupine(wrong, { ...options, stepBudget: few }).verdict.verdict).toBe('violated');
});
