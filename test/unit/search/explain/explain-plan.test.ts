import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../../src/nemesis/fault.ts';
import { type CaseFile, readCase } from '../../../../src/search/case-file.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { explainPlan, type ExplainOptions } from '../../../../src/search/explain/explain-plan.ts';
import type { Explanation } from '../../../../src/search/explain/explanation.ts';
import { steepestRise } from '../../../../src/search/explain/likelihood.ts';
import { startProber } from '../../../../src/search/shrink/prober.ts';
import type { Signature } from '../../../../src/search/shrink/signature.ts';

const SIGNATURE: Signature = { guarantee: 'external-consistency', kind: 'stale-order' };
const FUTURES = 6;

function golden(): CaseFile {
  return readCase(fileURLToPath(new URL('../../../../histories/spanner/no-commit-wait.case.json', import.meta.url)));
}

function optionsWith(effort: Partial<ExplainOptions>): ExplainOptions {
  return { signature: SIGNATURE, prober: startProber(1), futures: FUTURES, steps: 8, ...effort };
}

function conditionIn({ conditions }: Explanation, name: string): boolean | undefined {
  return conditions.find((condition) => condition.name === name)?.isNecessary;
}

describe('spanner without commit wait, shrunk', () => {
  let explanation: Explanation;

  beforeAll(async () => {
    const { plan, shrunk } = golden();
    const found = await explainPlan(plan, optionsWith({ shrunk }));
    if (found === undefined) throw new Error('the golden case no longer fails');
    explanation = found;
  }, 120_000);

  test('needs the uncertainty of clocks and every operation, and no partition', () => {
    expect(conditionIn(explanation, 'clock uncertainty')).toBe(true);
    expect(explanation.operations?.map(({ isNecessary }) => isNecessary)).toEqual(
      explanation.operations?.map(() => true),
    );
    expect(explanation.faults.filter(({ fault }) => fault.kind === 'partition')).toEqual([]);
    expect(explanation.droppedFaults['partition']).toBeGreaterThan(0);
    expect(explanation.enoughFaults).toEqual(
      explanation.faults.filter(({ isNecessary }) => isNecessary).map(({ fault }) => fault.id),
    );
  });

  test('is certain once the last line of the witness is written, and was not at the beginning', () => {
    const { likelihood, jump } = explanation;
    expect(likelihood[0]?.line).toBeNull();
    expect(likelihood[0]?.showing).toBeLessThan(FUTURES);
    expect(likelihood.at(-1)).toMatchObject({ futures: FUTURES, showing: FUTURES });
    expect(likelihood.at(-1)?.line).toBe(Math.max(...explanation.anomaly.operations));
    expect(jump).toBe(steepestRise(likelihood));
    expect(jump).not.toBeNull();
  });

  test('is linked by messages on behalf of its operations, in the order of time', () => {
    const { links, anomaly } = explanation;
    const lines = links.flatMap((link) => (link.kind === 'line' ? [link.line] : []));
    expect(lines).toEqual(expect.arrayContaining([...anomaly.operations]));
    const kinds = links.flatMap((link) => (link.kind === 'message' ? [link.message] : []));
    expect(kinds).toContain('commit');
    expect(kinds).toContain('accept');
    const times = links.map(({ atMicros }) => atMicros);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('has a passing run beside it that parts from it at a message', () => {
    const { nearestPassing } = explanation;
    expect(nearestPassing?.sharedMessages).toBeGreaterThan(0);
    expect(nearestPassing?.firstMessage.failing).not.toBe(nearestPassing?.firstMessage.passing);
    expect(nearestPassing?.firstAnswer.failing).not.toBe(nearestPassing?.firstAnswer.passing);
  });
});

test('with partitions in the plan, removing any of them, or all, leaves the failure', async () => {
  const cut = (id: number, atMicros: number, one: string, other: string): Fault => {
    const deaf = { [one]: [other], [other]: [one] };
    return { kind: 'partition', id, atMicros, durationMicros: 300_000, shape: 'halves', deaf };
  };
  const { plan } = golden();
  const partitions = [cut(9001, 3_000_000, 'n1', 'n2'), cut(9002, 6_000_000, 'n2', 'n3')];
  const explanation = await explainPlan(
    { ...plan, faults: [...partitions, ...plan.faults] },
    optionsWith({ futures: 1, steps: 2 }),
  );
  const told = explanation?.faults.filter(({ fault }) => fault.kind === 'partition');
  expect(told?.map(({ fault, isNecessary }) => [fault.id, isNecessary])).toEqual([
    [9001, false],
    [9002, false],
  ]);
  expect(explanation?.enoughFaults).toEqual(plan.faults.map(({ id }) => id));
  expect(explanation === undefined ? undefined : conditionIn(explanation, 'clock uncertainty')).toBe(true);
});

test('there is nothing to explain in a run that passes', async () => {
  const request = { system: 'dynamo', variant: null, preset: 'none', pastContract: null } as const;
  const plan = drawPlan({ ...request, seed: 1, operations: 20 });
  expect(await explainPlan(plan, optionsWith({}))).toBeUndefined();
});

test('the steepest rise is the first of the greatest ones', () => {
  const curve = (...showing: readonly number[]) =>
    showing.map((shown) => ({ atMicros: 0, line: null, futures: 9, showing: shown }));
  expect(steepestRise(curve(1, 3, 2, 4, 9, 9))).toBe(4);
  expect(steepestRise(curve(9, 9))).toBeNull();
  expect(steepestRise(curve(0, 2, 4))).toBe(1);
});
