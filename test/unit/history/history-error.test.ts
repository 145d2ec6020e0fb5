import { expect, test } from 'vitest';
import { HistoryError, locate, show } from '../../../src/history/history-error.ts';

test('the message says the place, then the problem; a line says more than an operation', () => {
  expect(new HistoryError('is wrong').message).toBe('is wrong');
  expect(new HistoryError('is wrong', { operation: 3, field: 'f' }).message).toBe('operation 3, field "f": is wrong');
  const place = { file: 'h.edn', line: 7, operation: 3, field: 'f' };
  expect(new HistoryError('is wrong', place).message).toBe('h.edn, line 7, field "f": is wrong');
});

test('of two places that are told, the first stays: it is the nearer one', () => {
  const error = new HistoryError('is wrong', { line: 2 }).within({ file: 'h.edn', line: 9 });
  expect(error.place).toEqual({ file: 'h.edn', line: 2 });
  expect(error.message).toBe('h.edn, line 2: is wrong');
});

test('another error is passed on as it is', () => {
  const error = new TypeError('x');
  expect(locate(error, { line: 1 })).toBe(error);
});

test.each([
  ['text', '"text"'],
  [null, 'null'],
  [{ a: [1, { b: [2] }] }, '{ a: [ 1, { b: [ 2 ] } ] }'],
  [Array.from({ length: 12 }, () => 'four'), `[ ${"'four', ".repeat(7)}'f…`],
  ['x'.repeat(58), `"${'x'.repeat(58)}"`],
  ['x'.repeat(59), `"${'x'.repeat(59)}…`],
])('shows %o on one line, cut after 60 characters', (value, shown) => {
  expect(show(value)).toBe(shown);
});
