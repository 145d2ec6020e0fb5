import { expect, test } from 'vitest';
import { sharedLength } from '../../../../../src/models/parts/paired-log/write-ahead-log.ts';

const ends = (...pairs: readonly (readonly [token: number, end: number])[]): { token: number; end: number }[] =>
  pairs.map(([token, end]) => ({ token, end }));

test('one log is the beginning of the other', () => {
  expect(sharedLength(ends([1, 4]), ends([1, 9]))).toBe(4);
  expect(sharedLength(ends([1, 4], [2, 6]), ends([1, 4], [2, 5]))).toBe(5);
  expect(sharedLength(ends(), ends([1, 9]))).toBe(0);
});

test('two leaders wrote after the same beginning', () => {
  expect(sharedLength(ends([1, 4], [2, 6]), ends([1, 4], [3, 6]))).toBe(4);
  expect(sharedLength(ends([1, 4], [3, 8]), ends([1, 6]))).toBe(4);
  expect(sharedLength(ends([2, 4]), ends([1, 4]))).toBe(0);
});
