import { describe, expect, test } from 'vitest';
import { compareDigests, type RunDigest } from '../../scripts/compare-digests.ts';
import { SYSTEMS } from '../../src/models/registry.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import type { Plan } from '../../src/search/plan.ts';
import { simulate } from '../../src/search/simulate.ts';

const planOf = (system: string, seed: number): Plan =>
  drawPlan({ system, variant: null, seed, preset: 'everything', pastContract: null, operations: 60 });

describe.each(SYSTEMS)('$name', ({ name }) => {
  test('a plan runs the same way twice, also when it was JSON meanwhile', () => {
    for (const seed of [1, 2, 3]) {
      const [first, second] = [simulate(planOf(name, seed)), simulate(JSON.parse(JSON.stringify(planOf(name, seed))))];
      expect(second.digest).toBe(first.digest);
      expect(second.checkpoints).toEqual(first.checkpoints);
      expect(second.history.operations).toEqual(first.history.operations);
    }
  });

  test('other seeds are other runs', () => {
    const digests = [1, 2, 3].map((seed) => simulate(planOf(name, seed)).digest);
    expect(new Set(digests).size).toBe(3);
  });

  test('a trace has no influence', () => {
    expect(simulate(planOf(name, 1), { trace: true }).digest).toBe(simulate(planOf(name, 1)).digest);
  });
});

describe('compareDigests', () => {
  const run: RunDigest = { system: 'dynamo', seed: 7, digest: 'd', checkpoints: ['a', 'b', 'c'] };

  test.each([
    [
      'the first differing checkpoint',
      { ...run, digest: 'e', checkpoints: ['a', 'x', 'y'] },
      'between events 1024 and 2048',
    ],
    ['an end that differs', { ...run, digest: 'e' }, 'after event 3072'],
  ])('names %s', (_, twin, where) => {
    expect(compareDigests([run], [twin])).toEqual([`dynamo seed 7: d and e, ${where}`]);
  });

  test('has nothing to say of equal runs, and misses none', () => {
    expect(compareDigests([run], [{ ...run }])).toEqual([]);
    expect(compareDigests([run], [])).toEqual(['dynamo seed 7: missing in the second process']);
    expect(compareDigests([], [run])).toEqual(['the second process made more runs']);
  });
});
