import { expect, test } from 'vitest';
import { describeExercised } from '../../../../src/reporters/text/words.ts';

test.each([
  [{ keys: 1, reads: 2, unknownWrites: 0 }, '1 key, 2 reads'],
  [{ concurrentPairs: 1, crashes: 1, entries: 1 }, '1 concurrent pair, 1 crash, 1 entry'],
  [{ readsAfterSeveralWrites: 1, repliesCompared: 1 }, '1 read after several writes, 1 reply compared'],
  [{ duringPartitions: 1, mostSiblings: 1, ok: 1 }, '1 during partitions, 1 most siblings, 1 ok'],
])('%j reads as %s', (exercised, text) => {
  expect(describeExercised(exercised)).toBe(text);
});
