import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../../../../src/search/plan.ts';
import { dropOperations } from '../../../../src/search/shrink/operations.ts';
import type { Pass } from '../../../../src/search/shrink/step.ts';
import { bestOf, plannedWrite, smallPlan } from '../../../helpers/small-plan.ts';

/** Goes through a pass as the search does; how many plans it tried, and the last one that showed the anomaly. */
function walk(pass: Pass, plan: Plan, shows: (plan: Plan) => boolean): { readonly plan: Plan; readonly runs: number } {
  let best = plan;
  let runs = 0;
  let step = pass.begin(bestOf(plan));
  while (step !== undefined) {
    runs++;
    if (shows(step.candidate)) {
      best = step.candidate;
      step = step.onSuccess(bestOf(best));
    } else step = step.onFailure();
  }
  return { plan: best, runs };
}

function planOf(count: number): Plan {
  return smallPlan(Array.from({ length: count }, (_, id) => plannedWrite(id, 'c1')));
}

function needs(...ids: readonly number[]): (plan: Plan) => boolean {
  return ({ operations }) => ids.every((id) => operations.some((operation) => operation.id === id));
}

test('keeps exactly what is needed, wherever it is', () => {
  const anyNeed = fc.integer({ min: 1, max: 70 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      needed: fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(anyNeed, ({ count, needed }) => {
      const { plan } = walk(dropOperations, planOf(count), needs(...needed));
      expect(plan.operations.map(({ id }) => id)).toEqual(needed.toSorted((a, b) => a - b));
    }),
  );
});

test('takes few runs where little is needed: about as many as halvings, for each', () => {
  const { runs } = walk(dropOperations, planOf(256), needs(100));
  expect(runs).toBeLessThanOrEqual(2 * Math.log2(256) + 1);
});

test('leaves a plan whole of which everything is needed, after one try for each chunk', () => {
  const { plan, runs } = walk(dropOperations, planOf(8), needs(0, 1, 2, 3, 4, 5, 6, 7));
  expect(plan.operations).toHaveLength(8);
  expect(runs).toBe(2 + 4 + 8);
});
