import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Campaign } from '../../../../src/search/campaign/campaign.ts';
import { RunNumbers } from '../../../../src/search/campaign/run-numbers.ts';
import { CAMPAIGN, CANARY, SPANNER, SPLIT_BRAIN } from '../../../helpers/campaign/sample-outcomes.ts';

test('runs are numbered seed by seed, the canary last of each', () => {
  const numbers = new RunNumbers(CAMPAIGN);
  expect(numbers.total).toBe(9);
  expect([0, 1, 2, 3].map((number) => numbers.requestOf(number))).toEqual([
    { ...SPANNER, seed: 1 },
    { ...SPLIT_BRAIN, seed: 1 },
    { ...CANARY, seed: 1 },
    { ...SPANNER, seed: 2 },
  ]);
  expect(() => numbers.requestOf(9)).toThrow(RangeError);
});

test('a number and its run are one to one; what is no run of the campaign has none', () => {
  const numbers = new RunNumbers(CAMPAIGN);
  for (let number = 0; number < numbers.total; number++)
    expect(numbers.numberOf(numbers.requestOf(number))).toBe(number);
  for (const seed of [0, 4]) expect(numbers.numberOf({ ...SPANNER, seed })).toBeUndefined();
  expect(numbers.numberOf({ ...SPANNER, operations: 100, seed: 1 })).toBeUndefined();
  const { system, ...rest } = SPANNER;
  expect(numbers.numberOf({ ...rest, seed: 1, system })).toBe(0);
});

test('shards are a partition, and each has its share of every setting and of every seed', () => {
  const shape = fc.record({ settings: fc.integer({ min: 1, max: 8 }), seeds: fc.integer({ min: 1, max: 40 }) });
  fc.assert(
    fc.property(shape, fc.integer({ min: 1, max: 7 }), ({ settings, seeds }, of) => {
      const campaign: Campaign = {
        settings: Array.from({ length: settings }, (_, nth) => ({ ...SPANNER, operations: nth + 1 })),
        seeds: { first: 5, last: 4 + seeds },
        canary: null,
      };
      const numbers = new RunNumbers(campaign);
      const shares = Array.from({ length: of }, () => new Map<number, number>());
      for (let number = 0; number < numbers.total; number++) {
        const owners = shares.filter((_, nth) => numbers.isInShard(number, { index: nth + 1, of }));
        expect(owners).toHaveLength(1);
        const { operations } = numbers.requestOf(number);
        for (const share of owners) share.set(operations, (share.get(operations) ?? 0) + 1);
      }
      for (const share of shares)
        for (let setting = 1; setting <= settings; setting++) {
          const own = share.get(setting) ?? 0;
          expect(own).toBeGreaterThanOrEqual(Math.floor(seeds / of));
          expect(own).toBeLessThanOrEqual(Math.ceil(seeds / of));
        }
    }),
    { numRuns: 60 },
  );
});
