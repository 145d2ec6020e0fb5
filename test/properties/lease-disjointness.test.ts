import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLeaseDisjointness } from '../../src/checkers/leases/lease-disjointness.ts';
import { type ClaimedLease, twoLeadAtOnce } from '../helpers/slow/lease-overlap.ts';
import { Recording } from '../helpers/recording.ts';

const END = 40;

/** Holders claim stretches that begin where they like, but never before one of their own that is over. */
const claims = fc
  .array(
    fc.record({
      holder: fc.nat({ max: 2 }),
      gap: fc.nat({ max: 12 }),
      length: fc.integer({ min: 1, max: 8 }),
      released: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((steps) => {
    const ends = new Map<number, number>();
    return steps.flatMap(({ holder, gap, length, released }): readonly ClaimedLease[] => {
      const from = ends.get(holder) ?? 0;
      if (released && from === 0) return [];
      const start = released ? Math.max(0, from - gap) : from + (gap > 6 ? gap - 6 : 0);
      const until = released ? start : Math.min(END, start + length);
      if (!released && until <= start) return [];
      ends.set(holder, released ? from : until);
      return [{ holder, from: start, until, released }];
    });
  })
  .filter((drawn) => releasesAreLast(drawn));

/** After a release the same holder claims nothing more: it comes back under another ballot. */
function releasesAreLast(drawn: readonly ClaimedLease[]): boolean {
  return drawn.every(
    ({ released, holder }, at) => !released || drawn.slice(at + 1).every((later) => later.holder !== holder),
  );
}

test('the sweep over leases agrees with asking of every microsecond who leads', () => {
  const verdicts = { violated: 0, other: 0 };
  fc.assert(
    fc.property(claims, (drawn) => {
      const recording = new Recording();
      for (const { holder, from, until, released } of drawn)
        recording.observe(`s${holder}`, 'lease', {
          group: 'g',
          ballot: 1,
          from,
          until,
          ...(released ? { released } : {}),
        });
      const isViolated = checkLeaseDisjointness(recording.history()).verdict === 'violated';
      verdicts[isViolated ? 'violated' : 'other']++;
      expect(isViolated).toBe(twoLeadAtOnce(drawn, END));
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(verdicts.violated, verdicts.other)).toBeGreaterThan(100);
});
