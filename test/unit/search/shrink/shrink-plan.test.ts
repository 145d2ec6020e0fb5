import { beforeAll, expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import type { Plan } from '../../../../src/search/plan.ts';
import { runPlan } from '../../../../src/search/run-plan.ts';
import { probe, type ProbeTask } from '../../../../src/search/shrink/probe.ts';
import { type Prober, startProber } from '../../../../src/search/shrink/prober.ts';
import { keyOf, type Shrunk, type ShrinkOptions, shrinkPlan } from '../../../../src/search/shrink/shrink-plan.ts';
import { findAnomaly, type Signature } from '../../../../src/search/shrink/signature.ts';

const SIGNATURE: Signature = { guarantee: 'total-availability', kind: 'refused' };
const UNLIMITED = 2000;

let original: Plan;
let minimal: Shrunk | undefined;

function search(plan: Plan, options: Partial<ShrinkOptions> = {}): Promise<Shrunk | undefined> {
  return shrinkPlan(plan, { signature: SIGNATURE, budget: UNLIMITED, prober: startProber(1), ...options });
}

beforeAll(async () => {
  const request = { system: 'dynamo', variant: 'strict-quorum', preset: 'split-brain', pastContract: null } as const;
  original = drawPlan({ ...request, seed: 1, operations: 200 });
  minimal = await search(original);
});

test('leaves a fault and an operation of hundreds, and the same failure', () => {
  expect(original.operations.length).toBeGreaterThan(200);
  expect(minimal?.end).toBe('minimal');
  const plan = minimal?.plan ?? original;
  expect(plan.faults.length).toBeLessThanOrEqual(1);
  expect(plan.operations.length).toBeLessThanOrEqual(2);
  expect(findAnomaly(runPlan(plan).result.judgement, SIGNATURE)).toBeDefined();
  const correct = runPlan({ ...plan, variant: null }).result.judgement;
  expect(correct.verdict).not.toBe('violated');
});

test('is minimal: without any fault, or any operation, nothing is left of the failure', () => {
  const { plan } = minimal ?? { plan: original };
  const smaller: readonly Plan[] = [
    ...plan.faults.map((_, nth) => ({ ...plan, faults: plan.faults.toSpliced(nth, 1) })),
    ...plan.operations.map((_, nth) => ({ ...plan, operations: plan.operations.toSpliced(nth, 1) })),
  ];
  for (const candidate of smaller)
    expect(probe({ plan: candidate, signature: SIGNATURE, isControlled: true }).sighting).toBeUndefined();
});

/** Answers several probes at once, in an order that has nothing to do with that of the questions. */
function outOfOrder(workers: number): Prober & { readonly asked: readonly ProbeTask[] } {
  const asked: ProbeTask[] = [];
  return {
    asked,
    workers,
    probe: async (task) => {
      asked.push(task);
      for (let turns = (asked.length * 7) % 5; turns > 0; turns--) await Promise.resolve();
      return probe(task);
    },
    close: () => Promise.resolve(),
  };
}

test('finds the same with any number of workers, for any budget', async () => {
  for (const budget of [7, UNLIMITED]) {
    const alone = await search(original, { budget });
    const together = await search(original, { budget, prober: outOfOrder(3) });
    expect(together).toEqual(alone);
    expect(alone?.end).toBe(budget === UNLIMITED ? 'minimal' : 'budget');
  }
});

test('goes on from what is known to fail: the same result, and nothing of that is run again', async () => {
  const failures = new Set<string>();
  await search(original, { budget: 15, onFailure: (key) => failures.add(key) });
  expect(failures.size).toBeGreaterThan(0);
  const prober = outOfOrder(1);
  expect(await search(original, { prober, failures })).toEqual(minimal);
  expect(prober.asked.filter(({ plan }) => failures.has(keyOf(plan)))).toEqual([]);
});

test('ends early when it is told to, with the best so far', async () => {
  const controller = new AbortController();
  const shrunk = await search(original, {
    signal: controller.signal,
    onDecision: (_, isSmaller) => {
      if (isSmaller) controller.abort();
    },
  });
  expect(shrunk?.end).toBe('interrupted');
  expect(keyOf(shrunk?.plan ?? original)).not.toBe(keyOf(original));
});

test('has nothing to say of a plan that shows no such thing', async () => {
  expect(await search({ ...original, variant: null })).toBeUndefined();
  expect(await search({ ...original, faults: [] })).toBeUndefined();
});
