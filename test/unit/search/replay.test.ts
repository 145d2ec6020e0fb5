import { expect, test } from 'vitest';
import { findDivergence, type Trail } from '../../../src/search/replay.ts';

const TRAIL: Trail = { digest: 'd', checkpoints: ['a', 'b'], events: 2500 };

test('equal runs do not part', () => {
  expect(findDivergence(TRAIL, { ...TRAIL })).toBeUndefined();
});

test('the first checkpoint that differs bounds the events', () => {
  const first = { firstEvent: 0, lastEvent: 1023 };
  expect(findDivergence(TRAIL, { ...TRAIL, digest: 'e', checkpoints: ['x', 'y'] })).toEqual(first);
  expect(findDivergence(TRAIL, { ...TRAIL, digest: 'e', checkpoints: ['a', 'y'] })).toEqual({
    firstEvent: 1024,
    lastEvent: 2047,
  });
});

test('a difference after the last checkpoint is among the events that follow it', () => {
  expect(findDivergence(TRAIL, { ...TRAIL, digest: 'e' })).toEqual({ firstEvent: 2048, lastEvent: 2499 });
});

test('a run that ends earlier parts where the other goes on', () => {
  expect(findDivergence(TRAIL, { digest: 'e', checkpoints: ['a'], events: 1500 })).toEqual({
    firstEvent: 1024,
    lastEvent: 2047,
  });
});
