import { expect, test } from 'vitest';
import { readAgesOf } from '../../../../src/report/plots/read-ages.ts';
import { HistoryBuilder } from '../../../helpers/report/history-builder.ts';

type Outcome = 'ok' | 'fail' | 'info';

/** Writes of x: 1 from 0 to 10 ms, 2 from 20 to 30 ms; then a read from 100 to 110 ms. */
function ageOf(result: unknown, second: Outcome = 'ok', isOverlapping = false): readonly number[] {
  const history = new HistoryBuilder()
    .operation(0, 10, 0, 'write', ['x', 1], 'ok')
    .operation(isOverlapping ? 5 : 20, isOverlapping ? 25 : 10, 1, 'write', ['x', 2], second)
    .operation(100, 10, 2, 'read', ['x', null], 'ok', ['x', result])
    .build();
  return readAgesOf(history).map(({ staleNanos }) => staleNanos / 1e6);
}

test('a value is stale since a later write was acknowledged', () => {
  expect(ageOf(1)).toEqual([70]);
  expect(ageOf(2)).toEqual([0]);
});

test('nothing is stale since the first write was acknowledged', () => {
  expect(ageOf(null)).toEqual([90]);
});

test('writes that overlap have no order, and one that may not have happened makes nothing stale', () => {
  expect(ageOf(1, 'ok', true)).toEqual([0]);
  expect(ageOf(1, 'info')).toEqual([0]);
  expect(ageOf(1, 'fail')).toEqual([0]);
});

test('of siblings the freshest counts, and a value of unknown origin says nothing', () => {
  expect(ageOf([1, 2])).toEqual([0]);
  expect(ageOf([1])).toEqual([70]);
  expect(ageOf(99)).toEqual([0]);
});

test('reads that failed and reads of transactions are none', () => {
  const history = new HistoryBuilder()
    .operation(0, 10, 0, 'write', ['x', 1], 'ok')
    .operation(20, 10, 1, 'read', ['x', null], 'fail')
    .operation(40, 10, 1, 'txn', [['r', 'x', null]], 'ok', [['r', 'x', 1]])
    .build();
  expect(readAgesOf(history)).toEqual([]);
});
