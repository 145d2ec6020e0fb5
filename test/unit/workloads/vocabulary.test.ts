import { expect, test } from 'vitest';
import { mix } from '../../../src/workloads/mix.ts';
import { Random } from '../../../src/workloads/random.ts';
import { stagger } from '../../../src/workloads/stagger.ts';

test('a mix has each of its parts about as often as its share says, and a part without a share never', () => {
  const random = new Random('mix');
  const counts = { a: 0, b: 0, c: 0 };
  for (let nth = 0; nth < 4_000; nth++)
    counts[
      mix<'a' | 'b' | 'c'>(random, [
        [3, () => 'a'],
        [0, () => 'b'],
        [1, () => 'c'],
      ])
    ]++;
  expect(counts.b).toBe(0);
  // Three of four: the standard deviation over 4,000 draws is 27.
  expect(Math.abs(counts.a - 3_000)).toBeLessThan(6 * 27);
});

test('a mix makes only what it gives', () => {
  const made: string[] = [];
  const note = (name: string) => () => made.push(name);
  const random = new Random('once');
  for (let nth = 0; nth < 20; nth++)
    mix(random, [
      [1, note('a')],
      [1, note('b')],
    ]);
  expect(made).toHaveLength(20);
  expect(() => mix(random, [])).toThrow('nothing to mix');
});

test('staggered operations come in bursts and at times spread below a bound', () => {
  const random = new Random('stagger');
  const waits = Array.from({ length: 2_000 }, () =>
    stagger(random, { burstPercent: 50, burstMicros: 10, spreadMicros: 1_000_000 }),
  );
  const bursts = waits.filter((micros) => micros < 10).length;
  // Half of them: the standard deviation over 2,000 draws is 22.
  expect(Math.abs(bursts - 1_000)).toBeLessThan(6 * 22);
  expect(Math.max(...waits)).toBeLessThan(1_000_000);
  expect(Math.max(...waits)).toBeGreaterThan(900_000);
});
