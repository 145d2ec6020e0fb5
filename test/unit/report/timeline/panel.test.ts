import { expect, test } from 'vitest';
import { panelsOf, positionIn } from '../../../../src/report/timeline/panel.ts';
import { ticksOf } from '../../../../src/report/timeline/ticks.ts';

const MILLI = 1_000_000;

test('panels lie side by side in one scale', () => {
  const windows = [
    { fromNanos: 0, toNanos: 100 * MILLI },
    { fromNanos: 900 * MILLI, toNanos: 1200 * MILLI },
  ];
  expect(panelsOf(windows, 440, 40)).toEqual([
    { ...windows[0], left: 0, width: 100 },
    { ...windows[1], left: 140, width: 300 },
  ]);
});

test('a time is where its share of the panel is', () => {
  const panel = { fromNanos: 1000 * MILLI, toNanos: 2000 * MILLI, left: 0, width: 500 };
  expect([1000, 1250, 2000, 900, 2100].map((millis) => positionIn(panel, millis * MILLI))).toEqual([
    0, 125, 500, -50, 550,
  ]);
});

test('marks stand at round times, at least 96 pixels apart', () => {
  const panel = { fromNanos: 2991 * MILLI, toNanos: 3227 * MILLI, left: 0, width: 968 };
  expect(ticksOf(panel).map(({ label }) => label)).toEqual([
    '3,000 ms',
    '3,050 ms',
    '3,100 ms',
    '3,150 ms',
    '3,200 ms',
  ]);
});

test('long stretches are marked in seconds, short ones in parts of a millisecond', () => {
  const seconds = { fromNanos: 0, toNanos: 4000 * MILLI, left: 0, width: 968 };
  expect(ticksOf(seconds).map(({ label }) => label)).toEqual([
    '0.0 s',
    '0.5 s',
    '1.0 s',
    '1.5 s',
    '2.0 s',
    '2.5 s',
    '3.0 s',
    '3.5 s',
    '4.0 s',
  ]);
  const short = { fromNanos: MILLI, toNanos: 1.2 * MILLI, left: 0, width: 400 };
  expect(ticksOf(short).map(({ label }) => label)).toEqual([
    '1.000 ms',
    '1.050 ms',
    '1.100 ms',
    '1.150 ms',
    '1.200 ms',
  ]);
});
