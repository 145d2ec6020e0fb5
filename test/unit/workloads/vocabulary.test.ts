import { describe, expect, test } from 'vitest';
import { SPANNER } from '../../../src/models/spanner/spanner.ts';
import { mix } from '../../../src/workloads/mix.ts';
import { Random } from '../../../src/workloads/random.ts';
import { reserve } from '../../../src/workloads/reserve.ts';
import { stagger } from '../../../src/workloads/stagger.ts';
import { untilOk } from '../../../src/workloads/until-ok.ts';
import { zipf } from '../../../src/workloads/zipf.ts';
import { clusterWithTask } from '../../helpers/cluster.ts';

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

describe('zipf', () => {
  test('the n-th of four things is picked 1/n as often as the first', () => {
    const random = new Random('zipf');
    const counts = [0, 0, 0, 0];
    for (let nth = 0; nth < 5_000; nth++) {
      const picked = zipf(random, [0, 1, 2, 3]);
      counts[picked] = (counts[picked] ?? 0) + 1;
    }
    // 1 + 1/2 + 1/3 + 1/4 = 25/12, so 2,400, 1,200, 800 and 600; the standard deviation of the first is 35.
    for (const [nth, expected] of [2_400, 1_200, 800, 600].entries())
      expect(Math.abs((counts[nth] ?? 0) - expected)).toBeLessThan(6 * 35);
  });

  test('one thing is picked always, none never', () => {
    expect(zipf(new Random('one'), ['only'])).toBe('only');
    expect(() => zipf(new Random('none'), [])).toThrow('nothing to pick from');
  });

  test('skewed keys: spanner writes most to its first register, and to all alike without', () => {
    const share = (skewedKeys: boolean): number => {
      const topology = SPANNER.drawTopology(new Random('topology'));
      const operations = SPANNER.drawOperations(new Random('operations'), topology, { skewedKeys }, 2_000);
      const writes = operations.filter(({ f }) => f === 'write').map(({ value }) => (value as readonly string[])[0]);
      return writes.filter((key) => key === 'a-register').length / writes.length;
    };
    // Of about 360 writes: 12/25 with a standard deviation of 0.026, and a quarter with one of 0.023.
    expect(Math.abs(share(true) - 0.48)).toBeLessThan(5 * 0.026);
    expect(Math.abs(share(false) - 0.25)).toBeLessThan(5 * 0.023);
  });
});

describe('reserve', () => {
  test('the first clients are reserved in their order, the others are left', () => {
    expect([
      ...reserve(
        ['c1', 'c2', 'c3', 'c4'],
        [
          [1, 'read'],
          [2, 'write'],
        ],
        'both',
      ),
    ]).toEqual([
      ['c1', 'read'],
      ['c2', 'write'],
      ['c3', 'write'],
      ['c4', 'both'],
    ]);
    expect([...reserve(['c1'], [], 'both')]).toEqual([['c1', 'both']]);
  });

  test('no more than there are', () => {
    expect(() => reserve(['c1'], [[2, 'read']], 'both')).toThrow('2 clients are reserved, and there are 1');
  });
});

test('until-ok tries until something comes of it, and no longer', () => {
  const tries: number[] = [];
  let result: number | undefined;
  const simulation = clusterWithTask(function* run(host) {
    result = yield* untilOk(function* attempt() {
      tries.push(host.now());
      yield* host.sleep(100);
      return tries.length < 3 ? undefined : tries.length;
    });
  });
  simulation.kernel.runUntil(10_000);
  expect(tries.map((micros) => micros - (tries[0] ?? 0))).toEqual([0, 100, 200]);
  expect(result).toBe(3);
});
