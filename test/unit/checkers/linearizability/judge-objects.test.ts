import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../src/checkers/linearizability/check-linearizability.ts';
import { judgeColumns } from '../../../../src/checkers/linearizability/findings.ts';
import { columnsOf } from '../../../../src/history/columns.ts';
import type { History } from '../../../../src/history/history.ts';
import { historyOf } from '../../../helpers/linearizability/history-of.ts';

const call = (f: string, key: string, argument: unknown, result: unknown): string[] => [
  `0 invoke ${f} ${JSON.stringify([key, argument])}`,
  `0 ok ${f} ${JSON.stringify([key, result])}`,
];
const wrote = (key: string, value: number): string[] => call('write', key, value, value);
const read = (key: string, value: number | null): string[] => call('read', key, null, value);

const options = { spec: 'register', independent: true } as const;

describe('without explanation', () => {
  const wrong = historyOf(...read('x', 7), ...read('y', 8));

  test.each([false, true])('nothing is judged after the first object that is wrong (generic: %s)', (generic) => {
    expect(checkLinearizability(wrong, { ...options, generic })).toMatchObject({ anomalies: [{}, {}] });
    const verdict = checkLinearizability(wrong, { ...options, generic, explain: false });
    expect(verdict.verdict === 'violated' && verdict.anomalies).toHaveLength(1);
  });

  test('nor is anything searched', () => {
    const repeated = historyOf(...wrote('x', 1), ...wrote('x', 1), ...read('x', 1), ...read('y', 8));
    const judged = (explain: boolean): number =>
      checkLinearizability(repeated, { ...options, explain }).exercised['searchSteps']!;
    expect(judged(true)).toBeGreaterThan(0);
    expect(judged(false)).toBe(0);
  });

  test('it is told which object is wrong, and up to which return no order exists', () => {
    const late = historyOf(...wrote('x', 1), ...read('x', 7), ...read('x', 1));
    expect(checkLinearizability(late, { ...options, generic: true, explain: false })).toMatchObject({
      anomalies: [
        {
          kind: 'non-linearizable',
          message: 'key "x": no order of the operations that were invoked before operation 2 returned exists',
          operations: [2],
        },
      ],
    });
    expect(checkLinearizability(late, { ...options, explain: false })).toMatchObject({
      anomalies: [{ kind: 'thin-air-read', message: 'key "x": no order of the operations exists', operations: [] }],
    });
  });
});

test('how many objects had to be searched is said with the reason', () => {
  const twice = ['x', 'y'].flatMap((key) => [...wrote(key, 1), ...wrote(key, 1)]);
  expect(checkLinearizability(historyOf(...twice, ...wrote('z', 1)), options)).toMatchObject({
    verdict: 'holds',
    exercised: { polynomialKeys: 1, searchedKeys: 2 },
    assumed: ['value 1 is written twice (2 of 3 objects searched)'],
  });
});

test('an object has no order when a part of it has none', () => {
  const txn = (name: string, value: number): string[] =>
    ['invoke', 'ok'].map((type) => `0 ${type} txn ${JSON.stringify([['r', name, type === 'ok' ? value : null]])}`);
  const written = ['0 invoke txn [["w","x",1]]', '0 ok txn [["w","x",1]]'];
  const columns = columnsOf(historyOf(...written, ...txn('x', 1), ...txn('y', 2)));
  const { orders, violations, exercised } = judgeColumns(columns, { spec: 'multi-register' });
  expect(exercised['searchedKeys']).toBe(2);
  expect(violations).toHaveLength(1);
  expect(orders).toEqual([]);
});

describe('objects that are hard to search', () => {
  const clients = Array.from({ length: 10 }, (_, client) => client);
  /** In every order of ten items, three of them different, something is left for the last call. */
  const hard = (key: string): string[] => [
    ...['invoke', 'ok'].flatMap((type) =>
      clients.map((client) => `${client} ${type} enqueue ["${key}",${client % 3}]`),
    ),
    ...call('dequeue', key, null, null),
  ];
  const violatedOf = (history: History, memoryBytes: number): number => {
    const verdict = checkLinearizability(history, { spec: 'fifo-queue', independent: true, memoryBytes });
    return verdict.verdict === 'violated' ? verdict.anomalies.length : 0;
  };
  const enoughForOne = 11_000_000;

  test('share the memory: what one of them holds between its turns the other lacks', () => {
    expect(violatedOf(historyOf(...hard('x')), enoughForOne)).toBe(1);
    const both = historyOf(...hard('x'), ...hard('y'));
    expect(violatedOf(both, enoughForOne)).toBe(1);
    expect(violatedOf(both, 2 * enoughForOne)).toBe(2);
  });

  test('are told as far as they are verified: any order explains all but the last call', () => {
    const question = { spec: 'fifo-queue', independent: true, stepBudget: 1_000 } as const;
    expect(checkLinearizability(historyOf(...hard('x')), question)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('verified up to the return of operation 9, with a frontier of') as string,
    });
  });
});
