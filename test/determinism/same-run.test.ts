import { describe, expect, test } from 'vitest';
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
