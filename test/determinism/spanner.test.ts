import { describe, expect, test } from 'vitest';
import { SPANNER } from '../../src/models/spanner/spanner.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import type { Plan } from '../../src/search/plan.ts';
import { simulate } from '../../src/search/simulate.ts';

function planFor(seed: number, variant: string | null = null): Plan {
  return drawPlan({ system: 'spanner', variant, seed, preset: 'everything', pastContract: null, operations: 150 });
}

describe('a run of spanner', () => {
  test.each([1, 2, 3])('is a function of its plan, read back from JSON too (seed %i)', (seed) => {
    const first = simulate(planFor(seed));
    const again = simulate(JSON.parse(JSON.stringify(planFor(seed))) as Plan);
    expect(again.digest).toBe(first.digest);
    expect(again.checkpoints).toEqual(first.checkpoints);
    expect(again.history.operations).toEqual(first.history.operations);
  });

  test('does not depend on the runs before it in the process', () => {
    const alone = simulate(planFor(4)).digest;
    simulate(planFor(5, 'no-commit-wait'));
    expect(simulate(planFor(4)).digest).toBe(alone);
  });

  test('leaves its plan as it was, and is not disturbed by tracing', () => {
    const plan = planFor(6);
    const before = JSON.stringify(plan);
    const { digest } = simulate(plan);
    expect(JSON.stringify(plan)).toBe(before);
    expect(simulate(plan, { trace: true }).digest).toBe(digest);
  });

  test('differs from seed to seed', () => {
    expect(simulate(planFor(1)).digest).not.toBe(simulate(planFor(2)).digest);
  });

  test.each(SPANNER.variants)('has the same plan under the variant $name', ({ name }) => {
    const { variant: _, ...correct } = planFor(7);
    expect(planFor(7, name)).toEqual({ ...correct, variant: name });
  });
});
