import { expect, test } from 'vitest';
import { measureVariety } from '../../../src/search/variety.ts';
import { Recording } from '../../helpers/recording.ts';

test('shapes, keys, the hottest key, contention and unknown outcomes of a run', () => {
  const recording = new Recording()
    .perform(0, 'read', ['x', null])
    // These two overlap on y; the third overlaps both, on another key.
    .invoke(0, 'write', ['y', 1])
    .invoke(1, 'txn', [
      ['r', 'y', null],
      ['append', 'z', 1],
    ])
    .invoke(2, 'write', ['x', 1])
    .complete(0, 'ok')
    .complete(1, 'info')
    .complete(2, 'ok')
    // Nobody names its key.
    .perform(0, 'journal', null);
  expect(measureVariety(recording.history())).toEqual({
    operations: 5,
    shapes: { journal: 1, read: 1, txn: 1, write: 2 },
    keys: 3,
    // x and y are used twice each of five times.
    hottestKey: 2 / 5,
    contended: 2 / 5,
    unknown: 1 / 5,
  });
});

test('a run without operations', () => {
  expect(measureVariety(new Recording().history())).toMatchObject({
    operations: 0,
    keys: 0,
    hottestKey: 0,
    unknown: 0,
  });
});
