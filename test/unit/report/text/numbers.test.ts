import { expect, test } from 'vitest';
import {
  countOf,
  countText,
  durationText,
  instantText,
  millisText,
  partOf,
  shareText,
  stampText,
} from '../../../../src/report/text/numbers.ts';
import { CLOCK_START_MICROS } from '../../../../src/simulation/clock.ts';

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

test('an instant is in seconds, and in hours where seconds say nothing', () => {
  expect([instantText(3_204_518_000), instantText(119_999_000_000), instantText(18_023_200_000_000)]).toEqual([
    '3.205 s',
    '119.999 s',
    '5:00:23.200',
  ]);
});

test('a timestamp counts from the start of the run, as all other times of a page', () => {
  expect(stampText(CLOCK_START_MICROS + 5_852_162)).toBe('5.852162 s');
});
