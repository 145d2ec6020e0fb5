import { expect, test } from 'vitest';
import { clientCount } from '../../../../src/report/timeline/client-count.ts';
import { HistoryBuilder } from '../../../helpers/report/history-builder.ts';

/** Operations as [begin, end, process, outcome]. */
function countOf(...operations: readonly (readonly [number, number, number, 'ok' | 'info'])[]): number {
  const builder = new HistoryBuilder();
  for (const [begin, end, process, type] of operations)
    builder.operation(begin, end - begin, process, 'read', null, type);
  return clientCount(builder.build());
}

test('a process that follows a retired one is the same client', () => {
  expect(countOf([0, 4, 0, 'ok'], [1, 3, 1, 'info'], [2, 6, 2, 'ok'], [5, 7, 4, 'ok'], [8, 9, 0, 'ok'])).toBe(3);
});

test('processes that none retired before are clients of their own', () => {
  expect(countOf([0, 1, 0, 'ok'], [2, 3, 1, 'ok'], [4, 5, 2, 'ok'])).toBe(3);
});

test('a client retires again and again', () => {
  expect(countOf([0, 1, 0, 'info'], [0, 9, 1, 'ok'], [2, 3, 2, 'info'], [4, 5, 4, 'info'], [6, 7, 6, 'ok'])).toBe(2);
});

test('one that was never answered goes on to the end, and nobody follows it', () => {
  const builder = new HistoryBuilder().line({ millis: 0, process: 0, type: 'invoke', f: 'read', value: null });
  builder.operation(1, 2, 1, 'read', null, 'ok');
  expect(clientCount(builder.build())).toBe(2);
});

test('numbers that follow no rule are a client each', () => {
  expect(countOf([0, 9, 40, 'ok'], [0, 9, 41, 'ok'], [0, 9, 43, 'ok'], [0, 9, 46, 'ok'])).toBe(47);
});

test('an empty history has one', () => {
  expect(countOf()).toBe(1);
});
