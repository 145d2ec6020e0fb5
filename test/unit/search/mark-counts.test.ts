import { expect, test } from 'vitest';
import { countMarks, missedMarks } from '../../../src/search/mark-counts.ts';

const counts = countMarks([{ coverage: { b: 2, a: 0 } }, { coverage: { b: 3, c: 1 } }]);

test('runs and times of every mark, by name, with those that were never met', () => {
  expect(counts).toEqual([
    { name: 'a', runs: 0, times: 0 },
    { name: 'b', runs: 2, times: 5 },
    { name: 'c', runs: 1, times: 1 },
  ]);
});

test('an expected mark is missed when no run met it, or none knew it', () => {
  expect(missedMarks(['a', 'b', 'd'], counts)).toEqual(['a', 'd']);
});
