import { expect, test } from 'vitest';
import { hashText } from '../src/index.ts';
import { mixBits } from '../src/hash.ts';

test('texts hash to the published values of FNV-1a', () => {
  expect(['', 'a', 'foobar'].map((text) => hashText(text) >>> 0)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

test('mixing bits is a permutation that moves small numbers far apart', () => {
  const mixed = Array.from({ length: 10_000 }, (_, value) => mixBits(value));
  expect(new Set(mixed).size).toBe(10_000);
  expect(new Set(mixed.map((value) => value >>> 20)).size).toBeGreaterThan(3_500);
});
