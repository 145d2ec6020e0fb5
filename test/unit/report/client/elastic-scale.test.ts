import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ElasticScale } from '../../../../src/report/client/elastic-scale.ts';

const WINDOW = { fromNanos: 1000, toNanos: 11_000 };
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 12_000 }), fc.nat(700))
  .map(([fromNanos, length]) => ({ fromNanos, toNanos: fromNanos + length }));

test('keeps the order of times, fills the picture, and a pixel leads back to its time', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 8 }), fc.array(fc.integer({ min: 1000, max: 11_000 })), (all, times) => {
      const scale = new ElasticScale(WINDOW, 26, 530, all);
      expect(scale.at(1000)).toBeCloseTo(26, 6);
      expect(scale.at(11_000)).toBeCloseTo(556, 6);
      const sorted = [...times].sort((a, b) => a - b);
      const pixels = sorted.map((nanos) => scale.at(nanos));
      expect(pixels).toEqual([...pixels].sort((a, b) => a - b));
      pixels.forEach((pixel, nth) => expect(scale.nanosAt(pixel)).toBeCloseTo(sorted[nth] ?? 0, 3));
    }),
  );
});

test('a stretch of a hundredth of the window gets most of the picture', () => {
  const scale = new ElasticScale(WINDOW, 0, 1000, [{ fromNanos: 5000, toNanos: 5100 }]);
  expect(scale.at(5100) - scale.at(5000)).toBeCloseTo(820, 6);
  expect(scale.at(5050) - scale.at(5000)).toBeCloseTo(410, 6);
});

test('without stretches, or where they are nearly everything, time runs evenly', () => {
  for (const stretches of [[], [{ fromNanos: 0, toNanos: 20_000 }]])
    expect(new ElasticScale(WINDOW, 0, 1000, stretches).at(6000)).toBeCloseTo(500, 6);
});
