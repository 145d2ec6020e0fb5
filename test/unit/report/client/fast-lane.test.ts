import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FastLane } from '../../../../src/report/client/fast-lane.ts';
import type { LaneItem } from '../../../../src/report/timeline/lanes.ts';

const OUTCOMES = ['ok', 'fail', 'info'] as const;

/** Items by their beginnings; some last beyond the next one, as one that was never answered does. */
const lane = fc
  .array(fc.record({ pause: fc.nat(6), lasts: fc.nat(9), outcome: fc.constantFrom(...OUTCOMES) }), { maxLength: 25 })
  .map((drawn) => {
    let fromNanos = 0;
    return drawn.map(({ pause, lasts, outcome }) => {
      fromNanos += pause;
      return { fromNanos, toNanos: fromNanos + lasts, invocation: { outcome } } as LaneItem;
    });
  });
const window = fc
  .tuple(fc.nat(60), fc.nat(40))
  .map(([fromNanos, length]) => ({ fromNanos, toNanos: fromNanos + length }));

const laneOf = (items: readonly LaneItem[]): FastLane => new FastLane({ name: 'c1', detail: '', items });

test('what a window shows of a lane is what a look at every item finds', () => {
  fc.assert(
    fc.property(lane, window, fc.nat(5), (items, shown, fadeNanos) => {
      const fast = laneOf(items);
      const { first, end } = fast.beginningIn(shown);
      const positions = [...items.keys()];
      expect(positions.slice(first, end)).toEqual(
        positions.filter((nth) => {
          const begin = items[nth]?.fromNanos ?? 0;
          return shown.fromNanos <= begin && begin < shown.toNanos;
        }),
      );
      const reaching = positions.filter((nth) => {
        const { fromNanos = 0, toNanos = 0 } = items[nth] ?? {};
        return fromNanos < shown.fromNanos && toNanos >= shown.fromNanos;
      });
      expect(fast.reachingInto(shown, fadeNanos)).toEqual(expect.arrayContaining(reaching));
      for (const nth of fast.reachingInto(shown, fadeNanos))
        expect((items[nth]?.toNanos ?? 0) + fadeNanos).toBeGreaterThanOrEqual(shown.fromNanos);
    }),
  );
});

test('outcomes of a stretch are counted as by going through it', () => {
  fc.assert(
    fc.property(lane, fc.nat(25), fc.nat(25), fc.constantFrom(...OUTCOMES), (items, a, b, outcome) => {
      const [first, end] = [Math.min(a, b, items.length), Math.min(Math.max(a, b), items.length)];
      const there = items.slice(first, end).filter(({ invocation }) => invocation?.outcome === outcome);
      expect(laneOf(items).tally.count(outcome, first, end)).toBe(there.length);
    }),
  );
});
