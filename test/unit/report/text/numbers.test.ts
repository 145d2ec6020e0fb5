import { expect, test } from 'vitest';
import {
  countOf,
  countText,
  durationText,
  millisText,
  partOf,
  shareText,
} from '../../../../src/report/text/numbers.ts';

test('counts are grouped by thousands', () => {
  expect([0, 999, 1000, 1234567].map(countText)).toEqual(['0', '999', '1,000', '1,234,567']);
});

test('one of a thing is singular', () => {
  expect([countOf(1, 'run'), countOf(0, 'run'), countOf(2, 'anomaly', 'anomalies')]).toEqual([
    '1 run',
    '0 runs',
    '2 anomalies',
  ]);
  expect(partOf(1, 40, 'run')).toBe('1 of 40 runs');
});

test.each<[number, number, string]>([
  [0, 0, '–'],
  [0, 7, '0 %'],
  [7, 7, '100 %'],
  [1, 8, '12.5 %'],
  [1, 100_000, '< 0.1 %'],
  [99_999, 100_000, '> 99.9 %'],
])('a share of %i in %i is %s', (part, whole, expected) => {
  expect(shareText(part, whole)).toBe(expected);
});

test('durations have the unit that fits them', () => {
  expect([850, 12_500, 40_000, 3_200_000, 10_000_000].map(durationText)).toEqual([
    '850 µs',
    '12.5 ms',
    '40 ms',
    '3.20 s',
    '10 s',
  ]);
});

test('times are milliseconds to the microsecond', () => {
  expect(millisText(3_204_518_000)).toBe('3,204.518');
});
