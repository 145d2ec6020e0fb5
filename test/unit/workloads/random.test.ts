import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/workloads/random.ts';

const draws = (random: Random, count: number, bound: number): number[] =>
  Array.from({ length: count }, () => random.below(bound));

describe('Random', () => {
  test('the same name gives the same stream, another one another', () => {
    expect(draws(new Random('a'), 20, 1_000)).toEqual(draws(new Random('a'), 20, 1_000));
    expect(draws(new Random('b'), 20, 1_000)).not.toEqual(draws(new Random('a'), 20, 1_000));
  });

  test('streams of its own do not depend on what was drawn before', () => {
    const random = new Random('a');
    const early = draws(random.stream('clients'), 20, 1_000);
    draws(random, 7, 10);
    expect(draws(random.stream('clients'), 20, 1_000)).toEqual(early);
    expect(draws(random.stream('faults'), 20, 1_000)).not.toEqual(early);
  });

  test('is uniform: chi-square over 100 cells stays below its 99.9 % quantile', () => {
    const cells = new Array<number>(100).fill(0);
    for (const draw of draws(new Random('uniform'), 20_000, 100)) cells[draw]! += 1;
    expect(cells.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)).toBeLessThan(148.2);
  });

  test('neighbouring seeds draw independently: no bit of one follows from the same bit of the other', () => {
    // xor128 by itself is linear: the draws of "run/10" and "run/11" would differ by what "run/12" and "run/13" differ by.
    const first = (seed: number): number => new Random(`run/${seed}`).below(2 ** 32);
    const differences = [10, 12, 14, 16, 18].map((seed) => first(seed) ^ first(seed + 1));
    expect(new Set(differences).size).toBe(5);
  });

  test('between includes both ends, percent is a share of a hundred', () => {
    const random = new Random('ends');
    expect(new Set(Array.from({ length: 200 }, () => random.between(3, 6)))).toEqual(new Set([3, 4, 5, 6]));
    expect(Array.from({ length: 200 }, () => random.percent(0))).not.toContain(true);
    expect(Array.from({ length: 200 }, () => random.percent(100))).not.toContain(false);
  });

  test('shuffle gives the same items in every order, and leaves its input alone', () => {
    const random = new Random('shuffle');
    const items = [1, 2, 3];
    const orders = Array.from({ length: 300 }, () => random.shuffle(items).join(''));
    expect(new Set(orders)).toEqual(new Set(['123', '132', '213', '231', '312', '321']));
    expect(items).toEqual([1, 2, 3]);
  });

  test('there is nothing to pick from an empty list', () => {
    expect(() => new Random('a').pick([])).toThrow('nothing to pick from');
  });

  // Seeds in case files and bug reports mean these numbers: another generator would make every one of them another plan.
  test('numbers stay what they are', () => {
    expect(draws(new Random('spanner/1').stream('faults'), 5, 1_000_000)).toMatchInlineSnapshot(`
      [
        823493,
        904470,
        934939,
        289287,
        106027,
      ]
    `);
  });
});
