import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderBlocks } from '../../../../../src/checkers/linearizability/fast/block-order.ts';

/** Blocks of one or two calls, each with an interval; all ends are different. */
const blocks = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 6 }).chain((sizes) => {
  const ends = 2 * sizes.reduce((sum, size) => sum + size, 0);
  const times = Array.from({ length: ends }, (_, time) => time);
  return fc.shuffledSubarray(times, { minLength: ends, maxLength: ends }).map((shuffled) =>
    sizes.map((size, block) => {
      const start = 2 * sizes.slice(0, block).reduce((sum, other) => sum + other, 0);
      const calls = Array.from({ length: size }, (_, call) => shuffled.slice(start + 2 * call, start + 2 * call + 2));
      const sorted = calls.map((call) => call.sort((a, b) => a - b));
      return { first: Math.min(...sorted.map(([, ret]) => ret!)), last: Math.max(...sorted.map(([call]) => call!)) };
    }),
  );
});

function mustPrecede(a: { first: number }, b: { last: number }): boolean {
  return a.first < b.last;
}

test('orders blocks as real time demands, or finds two that contradict', () => {
  fc.assert(
    fc.property(blocks, (all) => {
      const result = orderBlocks({
        count: all.length,
        first: Int32Array.from(all, ({ first }) => first),
        last: Int32Array.from(all, ({ last }) => last),
      });
      if ('conflict' in result) {
        const [a, b] = result.conflict.map((block) => all[block]!) as [(typeof all)[0], (typeof all)[0]];
        expect(mustPrecede(a, b) && mustPrecede(b, a)).toBe(true);
        return;
      }
      const order = [...result.order];
      expect(order.toSorted((a, b) => a - b)).toEqual(all.map((_, block) => block));
      order.forEach((later, place) => {
        for (const earlier of order.slice(0, place)) expect(mustPrecede(all[later]!, all[earlier]!)).toBe(false);
      });
    }),
    { numRuns: 200 },
  );
});
