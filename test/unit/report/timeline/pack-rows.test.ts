import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows } from '../../../../src/report/timeline/pack-rows.ts';

const interval = fc
  .tuple(fc.nat(50), fc.integer({ min: 1, max: 20 }))
  .map(([fromNanos, length]) => ({ fromNanos, toNanos: fromNanos + length }));

test('no interval covers another in its row, and there are no more rows than intervals at one time', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
      const rows = packRows(intervals);
      intervals.forEach((a, i) =>
        intervals.forEach((b, j) => {
          if (i < j && rows[i] === rows[j]) expect(a.toNanos <= b.fromNanos || b.toNanos <= a.fromNanos).toBe(true);
        }),
      );
      const atOnce = intervals.map(
        ({ fromNanos: at }) => intervals.filter(({ fromNanos, toNanos }) => fromNanos <= at && at < toNanos).length,
      );
      expect(Math.max(-1, ...rows) + 1).toBe(Math.max(0, ...atOnce));
    }),
  );
});
