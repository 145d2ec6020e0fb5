import { expect, test } from 'vitest';
import { windowsAround, type Window } from '../../../../src/report/timeline/window.ts';

const MILLI = 1_000_000;

function stretch(fromMillis: number, toMillis: number): Window {
  return { fromNanos: fromMillis * MILLI, toNanos: toMillis * MILLI };
}

test('nothing cited, nothing shown', () => {
  expect(windowsAround([])).toEqual([]);
});

test('an operation is shown with six tenths of its length on either side', () => {
  expect(windowsAround([stretch(1000, 1100)])).toEqual([stretch(940, 1160)]);
});

test('an instant is shown with twenty milliseconds on either side', () => {
  expect(windowsAround([stretch(500, 500)])).toEqual([stretch(480, 520)]);
});

test('operations that lie close together share a window', () => {
  expect(windowsAround([stretch(1000, 1100), stretch(1200, 1300)])).toEqual([stretch(940, 1360)]);
});

test('a long pause is skipped, and the order of the citations has no part in it', () => {
  const expected = [stretch(940, 1160), stretch(8940, 9160)];
  expect(windowsAround([stretch(9000, 9100), stretch(1000, 1100)])).toEqual(expected);
});

test('no window begins before the run', () => {
  expect(windowsAround([stretch(2, 40)])[0]?.fromNanos).toBe(0);
});

test('where there would be too many windows, the smallest pauses are shown', () => {
  const cited = [0, 1000, 2000, 10_000, 20_000].map((at) => stretch(at + 100, at + 110));
  expect(windowsAround(cited, 3)).toEqual([stretch(80, 2130), stretch(10_080, 10_130), stretch(20_080, 20_130)]);
});

test('the longest operation does not blow up what is shown around the others', () => {
  expect(windowsAround([stretch(5000, 15_000)])).toEqual([stretch(4600, 15_400)]);
});
