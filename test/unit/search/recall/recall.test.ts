import { expect, test } from 'vitest';
import { composeRecall } from '../../../../src/cli/recall-document.ts';
import { formatRecall, formatRecallPage } from '../../../../src/cli/output/recall-text.ts';
import { DYNAMO } from '../../../../src/models/dynamo/dynamo.ts';
import type { System } from '../../../../src/models/system.ts';
import { threadCpuMicros } from '../../../../src/search/recall/cpu-time.ts';
import { median } from '../../../../src/search/recall/median.ts';
import { recall, type RecallOptions } from '../../../../src/search/recall/recall.ts';

const EFFORT: RecallOptions = {
  strategy: 'swarm',
  ...{ ranges: 2, seeds: 30, operations: 60, cleanSeeds: 2, shrinkBudget: 300, workers: 1 },
};

function dynamoWith(...variants: readonly string[]): System {
  return { ...DYNAMO, variants: DYNAMO.variants.filter(({ name }) => variants.includes(name)) };
}

test('finds a variant in each range, shrinks it, and runs the correct system beside it', async () => {
  const found = await recall([dynamoWith('strict-quorum')], EFFORT);
  expect(found.isInterrupted).toBe(false);
  const [variant] = found.variants;
  expect(variant?.detections).toHaveLength(2);
  for (const { seed, seedsRun, cpuMicros, signature, shrunk } of variant?.detections ?? []) {
    expect(seed).not.toBeNull();
    expect(seedsRun).toBeLessThanOrEqual(30);
    expect(cpuMicros).toBeGreaterThan(0);
    expect(signature?.guarantee).toBe('total-availability');
    expect(shrunk?.after.faults).toBeLessThanOrEqual(3);
    expect(shrunk?.after.operations).toBeLessThanOrEqual(12);
  }
  expect(found.correct).toMatchObject([{ system: 'dynamo', preset: 'split-brain', runs: 2, violatedSeeds: [] }]);
  const document = composeRecall('x', found, EFFORT);
  expect(document).toMatchObject({ verdict: 'found', variants: [{ found: 2 }] });
  expect(formatRecall(document)).toContain('1 of 1 variants found in every range of seeds\n');
  expect(formatRecall(document)).toContain(
    '1 of 1 variants shrink to at most 3 faults and 12 operations at the median\n',
  );
  const variants = document.variants.map((entry) => ({ ...entry, medianShrunkOperations: 13 }));
  expect(formatRecall({ ...document, variants })).toContain(
    '0 of 1 variants shrink to at most 3 faults and 12 operations at the median; above: dynamo/strict-quorum\n',
  );
  expect(formatRecallPage(document)).toContain('The systems are dynamo; the code is version `x`.\n');
  expect(formatRecallPage(document)).toMatch(
    /\| dynamo \| strict-quorum \| yes \| total-availability \| split-brain \|/,
  );
});

test('a variant that no run shows is lost, and so said', async () => {
  const [strict] = dynamoWith('strict-quorum').variants;
  // Without faults nobody is cut off from a quorum.
  const hidden: System = { ...DYNAMO, variants: strict === undefined ? [] : [{ ...strict, preset: 'none' }] };
  const effort = { ...EFFORT, ranges: 1, seeds: 2, cleanSeeds: 1 };
  const document = composeRecall('x', await recall([hidden], effort), effort);
  expect(document).toMatchObject({
    verdict: 'lost',
    variants: [{ found: 0, medianSeeds: null, medianCpuMillis: null }],
  });
  expect(document.variants[0]?.detections).toMatchObject([{ seed: null, seedsRun: 2, signature: null, shrunk: null }]);
  expect(formatRecall(document)).toContain(
    '0 of 1 variants found in every range of seeds; lost: dynamo/strict-quorum\n',
  );
});

test('a kept case that a process of its own does not repeat is named, and nothing is proven', async () => {
  const effort = { ...EFFORT, ranges: 1, shrinkBudget: 0 };
  const found = await recall([dynamoWith('strict-quorum')], effort);
  const cases = { folder: 'kept', kept: 2, unlike: ['kept/dynamo-strict-quorum-1.case.json'] };
  const document = composeRecall('x', found, effort, cases);
  expect(document.verdict).toBe('lost');
  expect(formatRecall(document)).toContain(
    '1 of 2 shrunk cases fail alike when a process of its own replays them; not so: kept/dynamo-strict-quorum-1.case.json\n',
  );
  expect(composeRecall('x', found, effort, { ...cases, unlike: [] }).verdict).toBe('found');
});

test('ends early when it is told to', async () => {
  const controller = new AbortController();
  const options = { ...EFFORT, signal: controller.signal, shrinkBudget: 0, onDone: () => controller.abort() };
  const found = await recall([dynamoWith('strict-quorum')], options);
  expect(found.isInterrupted).toBe(true);
  expect(found.variants[0]?.detections).toHaveLength(1);
  expect(composeRecall('x', found, EFFORT).verdict).toBe('interrupted');
});

test('the median is a value that was there', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1])).toBe(1);
  expect(median([])).toBeUndefined();
});

test('CPU time grows with work', () => {
  const before = threadCpuMicros();
  let sum = 0;
  for (let at = 0; at < 5_000_000; at++) sum = (sum + at) % 7;
  expect(sum).toBeGreaterThanOrEqual(0);
  expect(threadCpuMicros()).toBeGreaterThan(before);
});
