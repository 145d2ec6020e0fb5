import { expect, test } from 'vitest';
import { Sequence } from '../../../src/history/sequence.ts';
import { errorOf } from '../../helpers/error-of.ts';

test('without indices and times both are the position', () => {
  const sequence = new Sequence(false);
  const filled = [0, 1, 2].map(() => {
    const { nextIndex, nextTime } = sequence;
    sequence.advance(nextIndex, nextTime, false);
    return [nextIndex, nextTime];
  });
  expect(filled).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test('missing times behind one that was given are the same time', () => {
  const sequence = new Sequence(false);
  sequence.advance(0, 500, true);
  for (const index of [1, 2]) {
    expect(sequence.nextTime).toBe(500);
    sequence.advance(index, sequence.nextTime, false);
  }
});

test.each([
  [1, 5, 'HistoryError: field "index": 1 comes after 1; expected 2'],
  [0, 5, 'HistoryError: field "index": 0 comes after 1; expected 2'],
  [3, 5, 'HistoryError: field "index": 3 leaves a gap; expected 2'],
  [2, 4, 'HistoryError: field "time": time goes back from 5 to 4'],
  [2, 5, undefined],
])('exact: index %d at time %d', (index, time, error) => {
  const sequence = new Sequence(false);
  sequence.advance(0, 0, true);
  sequence.advance(1, 5, true);
  expect(errorOf(() => sequence.advance(index, time, true))).toBe(error);
});

test.each([
  [1, 5, 'HistoryError: field "index": 1 comes after 1; expected 2'],
  [9, 0, undefined],
])('approximate: index %d at time %d', (index, time, error) => {
  const sequence = new Sequence(true);
  sequence.advance(1, 5, true);
  expect(errorOf(() => sequence.advance(index, time, true))).toBe(error);
});
