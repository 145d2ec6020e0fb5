import { expect, test } from 'vitest';
import { FailureGroups, type FailureGroup } from '../../../../src/search/campaign/failure-groups.ts';
import { necessaryFaults } from '../../../../src/search/campaign/necessary-faults.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { type Plan, type PlanRequest, requestOf } from '../../../../src/search/plan.ts';
import { runBatch } from '../../../../src/search/run-batch.ts';
import { runPlan } from '../../../../src/search/run-plan.ts';
import { findAnomaly } from '../../../../src/search/shrink/signature.ts';

/** The first group of failures of the first seed that fails in the way of its variant. */
function failing(request: Omit<PlanRequest, 'seed' | 'pastContract' | 'operations'>, guarantee: string): FailureGroup {
  const groups = new FailureGroups();
  for (let seed = 1; seed <= 20; seed++) {
    const [outcome] = runBatch([{ ...request, seed, pastContract: null, operations: 60 }]);
    if (outcome !== undefined && 'result' in outcome) groups.add(outcome.result);
    const found = groups.list().find(({ signature }) => signature.guarantee === guarantee);
    if (found !== undefined) return found;
  }
  throw new Error(`no seed breaks ${guarantee}`);
}

function fails({ signature: { guarantee, anomaly: kind } }: FailureGroup, plan: Plan): boolean {
  return findAnomaly(runPlan(plan).result.judgement, { guarantee, kind }) !== undefined;
}

test('a mistake that needs no fault needs none of those that its run had', () => {
  const group = failing(
    { system: 'dynamo', variant: 'equal-clocks-concurrent', preset: 'everything' },
    'bounded-siblings',
  );
  expect(group.fastest.faults.length).toBeGreaterThan(0);
  expect(necessaryFaults(group)).toEqual([]);
});

test('the run fails with the necessary kinds alone, and not without any one of them', () => {
  const group = failing({ system: 'dynamo', variant: 'strict-quorum', preset: 'everything' }, 'total-availability');
  const necessary = necessaryFaults(group);
  const plan = drawPlan(requestOf(group.fastest));
  const only = (kinds: readonly string[]): Plan => ({
    ...plan,
    faults: plan.faults.filter(({ kind }) => kinds.includes(kind)),
  });
  expect(necessary).not.toEqual([]);
  expect(fails(group, only(necessary))).toBe(true);
  for (const kind of necessary) expect(fails(group, only(necessary.filter((other) => other !== kind)))).toBe(false);
});
