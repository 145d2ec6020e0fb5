import { expect, test } from 'vitest';
import { LongestPrefixes } from '../src/engine/longest-prefixes.ts';

function longest(...stacks: number[][]): number[][] {
  const prefixes = new LongestPrefixes();
  for (const stack of stacks) prefixes.record(Int32Array.from(stack), stack.length);
  return prefixes.distinct().map((prefix) => [...prefix]);
}

test('each operation keeps its longest prefix, and each prefix is given once, longest first', () => {
  expect(longest([1, 2], [3, 1, 4], [5])).toEqual([[3, 1, 4], [1, 2], [5]]);
});

test('of prefixes that are equally long the first is kept', () => {
  expect(longest([1, 2], [2, 1])).toEqual([[1, 2]]);
});

test('a prefix that is replaced for all its operations is gone', () => {
  expect(longest([1], [2, 1])).toEqual([[2, 1]]);
});

test('only the part of the stack that is in use counts', () => {
  const prefixes = new LongestPrefixes();
  prefixes.record(Int32Array.of(1, 2, 3), 2);
  expect(prefixes.distinct()).toEqual([Int32Array.of(1, 2)]);
});
