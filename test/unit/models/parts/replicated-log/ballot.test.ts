import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ballotAbove, NO_BALLOT } from '../../../../../src/models/parts/replicated-log/ballot.ts';

const replica = fc.integer({ min: 0, max: 63 });
const ballot = fc.integer({ min: NO_BALLOT, max: 1_000_000 });

describe('ballotAbove', () => {
  test('is above what was seen', () => {
    fc.assert(fc.property(ballot, replica, (seen, number) => ballotAbove(seen, number) > seen));
  });

  test('is never the same for two replicas, whatever each has seen', () => {
    const twoReplicas = fc.uniqueArray(replica, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(twoReplicas, ballot, ballot, ([one = 0, other = 0], seenByOne, seenByOther) => {
        expect(ballotAbove(seenByOne, one)).not.toBe(ballotAbove(seenByOther, other));
      }),
    );
  });

  test('goes from round to round, and in a round from replica to replica', () => {
    expect(ballotAbove(NO_BALLOT, 0)).toBe(64);
    expect(ballotAbove(NO_BALLOT, 2)).toBe(66);
    expect(ballotAbove(66, 0)).toBe(128);
    expect(ballotAbove(127, 1)).toBe(129);
  });
});
