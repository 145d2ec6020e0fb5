import { describe, expect, test } from 'vitest';
import { hashText, mix } from '../../../src/simulation/hash.ts';
import { KeyedRandom, purposeOf } from '../../../src/simulation/keyed-random.ts';

const PURPOSE = purposeOf('test');
const LABELS = Array.from({ length: 20_000 }, (_, label) => label);

describe('KeyedRandom', () => {
  test('what was drawn before has no influence', () => {
    const random = new KeyedRandom(7);
    const forwards = LABELS.map((label) => random.bits(label, PURPOSE));
    const backwards = LABELS.toReversed().map((label) => random.bits(label, PURPOSE));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  test.each([
    ['seed', (n: number) => new KeyedRandom(n).bits(5, PURPOSE)],
    ['high half of the seed', (n: number) => new KeyedRandom(n * 2 ** 32).bits(5, PURPOSE)],
    ['label', (n: number) => new KeyedRandom(1).bits(n, PURPOSE)],
    ['purpose', (n: number) => new KeyedRandom(1).bits(5, n)],
  ])('every %s draws its own number', (_, draw) => {
    const drawn = new Set(LABELS.slice(0, 1_000).map(draw));
    // Among 1,000 draws of 32 bits a collision has the chance 1 in 8,600.
    expect(drawn.size).toBe(1_000);
  });

  test('is uniform: chi-square over 100 cells stays below its 99.9 % quantile', () => {
    const random = new KeyedRandom(3);
    const cells = new Array<number>(100).fill(0);
    for (const label of LABELS) cells[random.below(100, label, PURPOSE)]! += 1;
    const expected = LABELS.length / 100;
    const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(148.2);
  });

  test('a chance is a share of the million', () => {
    const random = new KeyedRandom(3);
    const hits = LABELS.filter((label) => random.chance(50_000, label, PURPOSE)).length;
    // 5 % of 20,000: 1,000, with a standard deviation of 31.
    expect(Math.abs(hits - 1_000)).toBeLessThan(4 * 31);
    expect(LABELS.some((label) => random.chance(0, label, PURPOSE))).toBe(false);
    expect(LABELS.every((label) => random.chance(1_000_000, label, PURPOSE))).toBe(true);
  });

  test('exponential draws have the mean asked for, and an end', () => {
    const random = new KeyedRandom(3);
    const draws = LABELS.map((label) => random.exponential(1_000, label, PURPOSE));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    // A standard deviation of the mean of 20,000 draws is 1,000 / sqrt(20,000) = 7.
    expect(Math.abs(mean - 1_000)).toBeLessThan(4 * 7);
    expect(Math.max(...draws)).toBeLessThanOrEqual(6_300);
    expect(draws.every((draw) => Number.isInteger(draw) && draw >= 0)).toBe(true);
  });
});

describe('hash', () => {
  test('mix is the finaliser of MurmurHash3 over its first operand folded with the second', () => {
    // fmix32(1) as its reference implementation gives it; with b = 0 the fold multiplies a by 0x1b873593.
    const inverse = modularInverse(0x1b873593);
    expect(mix(inverse, 0) === fmix32(1 ^ (inverse >>> 15))).toBe(true);
    expect(fmix32(1) >>> 0).toBe(0x514e28b7);
  });

  test('texts of the same letters in another order or number differ', () => {
    const hashes = ['', 'a', 'aa', 'ab', 'ba', 'a b', 'ab '].map(hashText);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  // Seeds in case files and bug reports mean these numbers: another hash would make every one of them another run.
  test('numbers stay what they are', () => {
    expect([hashText('capcheck'), mix(1, 2), new KeyedRandom(42).bits(7, purposeOf('delay'))]).toMatchInlineSnapshot(`
      [
        1258564544,
        -1364555484,
        4002538881,
      ]
    `);
  });
});

/** As published by Austin Appleby in MurmurHash3.cpp. */
function fmix32(seed: number): number {
  let h = seed;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The number whose 32-bit product with an odd `n` is 1, by Newton's method. */
function modularInverse(n: number): number {
  let inverse = n;
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(n, inverse));
  return inverse;
}
