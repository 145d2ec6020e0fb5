import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsOf } from '../../src/report/linearization/points.ts';

const END = 10_000;

/** Spans around increasing times: the order of those times agrees with real time, so points exist. */
const ordered = fc
  .array(fc.record({ at: fc.nat(END), before: fc.nat(500), after: fc.nat(500), isOpen: fc.boolean() }), {
    maxLength: 30,
  })
  .map((all) =>
    all
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, before, after, isOpen }, index) => ({
        index,
        fromNanos: Math.max(0, at - before),
        toNanos: isOpen ? Infinity : Math.min(END, at + after),
      })),
  );

test('each operation gets a time between its beginning and its end, and the times follow the order', () => {
  fc.assert(
    fc.property(ordered, (order) => {
      const points = pointsOf(order, END);
      expect(points.map(({ index }) => index)).toEqual(order.map(({ index }) => index));
      points.forEach(({ nanos }, nth) => {
        const { fromNanos = 0, toNanos = 0 } = order[nth] ?? {};
        expect(nanos).toBeGreaterThanOrEqual(fromNanos);
        expect(nanos).toBeLessThanOrEqual(toNanos);
        expect(nanos).toBeGreaterThanOrEqual(points[nth - 1]?.nanos ?? 0);
      });
    }),
  );
});
