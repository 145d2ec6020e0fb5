import { expect, test } from 'vitest';
import { countBests, countMarks, missedMarks } from '../../../src/search/mark-counts.ts';

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

test('how far things went: the middle run and the furthest, of those that have it', () => {
  const runs = [3, 9, 4, 7].map((depth) => ({ bests: depth === 9 ? { depth, width: 2 } : { depth } }));
  expect(countBests(runs)).toEqual([
    { name: 'depth', runs: 4, median: 4, furthest: 9 },
    { name: 'width', runs: 1, median: 2, furthest: 2 },
  ]);
});
