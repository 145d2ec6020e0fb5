import { describe, expect, test } from 'vitest';

import { canonicalText, compareCanonically, NESTING_LIMIT } from '../../../src/history/canonical.ts';
import { errorOf } from '../../helpers/error-of.ts';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe('canonicalText', () => {
  test.each([
    ['the order of keys', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['zero and its negative', 0, -0],
    ['a small bigint and its number', 5n, 5],
    ['a field that is undefined and none', { a: 1, b: undefined }, { a: 1 }],
  ])('is the same: %s', (_, a, b) => {
    expect(canonicalText(a)).toBe(canonicalText(b));
  });

  test.each([
    ['a number and its text', 1, '1'],
    ['inside arrays', [1], ['1']],
    ['null and its text', null, 'null'],
    ['neighbours beyond 2^53', 9007199254740993n, 9007199254740992n],
    ['nesting', [[1], 2], [[1, 2]]],
    ['an array and an object', ['0'], { 0: '0' }],
  ])('differs: %s', (_, a, b) => {
    expect(canonicalText(a)).not.toBe(canonicalText(b));
  });

  test('refuses what nests too deep', () => {
    expect(() => canonicalText(nested(NESTING_LIMIT))).not.toThrow();
    expect(() => canonicalText(nested(NESTING_LIMIT + 1))).toThrow('nests deeper than 500 levels');
  });

  test('refuses what is no data', () => {
    expect(errorOf(() => canonicalText([() => 1]))).toBe(
      'HistoryError: field "value": a function is no value of a history',
    );
  });
});

test('compareCanonically puts numbers first, by size, then the rest by text', () => {
  expect(['b', 10, [2], 9, 'a', null].sort(compareCanonically)).toEqual([9, 10, 'a', 'b', [2], null]);
});
