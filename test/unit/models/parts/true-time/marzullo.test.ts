import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimeInterval } from '../../../../../src/models/parts/interval-clock.ts';
import { agreeOnInterval } from '../../../../../src/models/parts/true-time/marzullo.ts';

function between(earliest: number, latest: number): TimeInterval {
  return { earliest, latest };
}

/** Ends are even, so that there is an odd moment between any two. */
const interval = fc.tuple(fc.nat(20), fc.nat(10)).map(([start, width]) => between(2 * start, 2 * (start + width)));

/** How many of the sources hold a moment to be possible. */
function countHolding(sources: readonly TimeInterval[], moment: number): number {
  return sources.filter(({ earliest, latest }) => earliest <= moment && moment <= latest).length;
}

describe('agreeOnInterval', () => {
  test('takes what all agree on', () => {
    expect(agreeOnInterval([between(8, 12), between(11, 13), between(10, 12)])).toEqual(between(11, 12));
  });

  test('outvotes a liar', () => {
    expect(agreeOnInterval([between(8, 12), between(100, 101), between(10, 14)])).toEqual(between(10, 12));
  });

  test('gives nothing when no two agree', () => {
    expect(agreeOnInterval([between(0, 1), between(2, 3), between(4, 5)])).toBeUndefined();
    expect(agreeOnInterval([])).toBeUndefined();
  });

  test('believes the only one that answered', () => {
    expect(agreeOnInterval([between(3, 5)])).toEqual(between(3, 5));
  });

  test('gives a stretch on which, and on the ends of which, most sources agree', () => {
    fc.assert(
      fc.property(fc.array(interval, { minLength: 2, maxLength: 6 }), (sources) => {
        const moments = Array.from({ length: 62 }, (_, moment) => moment);
        const most = Math.max(...moments.map((moment) => countHolding(sources, moment)));
        const agreed = agreeOnInterval(sources);
        if (most === 1) {
          expect(agreed).toBeUndefined();
          return;
        }
        const { earliest, latest } = agreed ?? between(NaN, NaN);
        const held = moments.filter((moment) => earliest <= moment && moment <= latest);
        expect(held.length).toBe(latest - earliest + 1);
        expect(held.map((moment) => countHolding(sources, moment))).toEqual(held.map(() => most));
        for (const beyond of [earliest - 1, latest + 1]) expect(countHolding(sources, beyond)).toBeLessThan(most);
      }),
    );
  });
});
