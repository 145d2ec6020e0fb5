import { expect, test } from 'vitest';
import { TokenBucket } from '../../../../src/models/parts/token-bucket.ts';

test('a burst passes, then one request in its time', () => {
  const bucket = new TokenBucket(10, 3, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
  expect(bucket.take(0)).toBe(100_000);
  expect(bucket.take(40_000)).toBe(60_000);
  expect(bucket.take(100_000)).toBe(0);
  expect(bucket.take(100_000)).toBe(100_000);
});

test('a pause fills it up to its capacity and no further', () => {
  const bucket = new TokenBucket(10, 2, 0);
  expect([bucket.take(60_000_000), bucket.take(60_000_000)]).toEqual([0, 0]);
  expect(bucket.take(60_000_000)).toBeGreaterThan(0);
});

test('a clock that is set back takes nothing away', () => {
  const bucket = new TokenBucket(10, 1, 1_000_000);
  expect(bucket.take(1_000_000)).toBe(0);
  expect(bucket.take(500_000)).toBe(100_000);
  expect(bucket.take(600_000)).toBe(0);
});
