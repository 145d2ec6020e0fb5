import { expect, test } from 'vitest';
import type { FaultKind } from '../../../../src/claims/vocabulary.ts';
import { FailureGroups } from '../../../../src/search/campaign/failure-groups.ts';
import { sampleSeedResult, violatedResult } from '../../../helpers/campaign/sample-outcomes.ts';

function groupsOf(
  ...runs: readonly (readonly [seed: number, events: number, faults: readonly FaultKind[], kind?: string])[]
) {
  const groups = new FailureGroups();
  for (const [seed, events, faults, kind] of runs) groups.add(violatedResult({ seed, events, faults }, kind));
  return groups.list().map(({ signature: { guarantee, anomaly, faults }, runs: number, fastest }) => {
    return [guarantee, anomaly, faults.join(), number, fastest.seed];
  });
}

test('runs that break nothing make no group', () => {
  const groups = new FailureGroups();
  groups.add(sampleSeedResult());
  expect(groups.list()).toEqual([]);
});

test('runs with faults in common are one group, named after all of them; its fastest run is kept', () => {
  const crash = [1, 900, ['crash', 'loss', 'pause']] as const;
  const other = [2, 400, ['crash', 'delay', 'loss']] as const;
  const late = [3, 400, ['crash', 'loss']] as const;
  const group = ['external-consistency', 'stale-order', 'crash,loss', 3, 2];
  expect(groupsOf(crash, other, late)).toEqual([['external-consistency', 'stale-order', 'crash,loss', 3, 3]]);
  expect(groupsOf(crash, other)).toEqual([[...group.slice(0, 3), 2, 2]]);
});

test('runs without a fault in common failed of different causes', () => {
  expect(groupsOf([1, 10, ['crash']], [2, 10, ['partition']], [3, 10, ['delay', 'partition']])).toEqual([
    ['external-consistency', 'stale-order', 'crash', 1, 1],
    ['external-consistency', 'stale-order', 'partition', 2, 2],
  ]);
});

test('what fails without any fault needs none, whatever the others had', () => {
  expect(groupsOf([1, 10, ['crash']], [2, 20, []], [3, 30, ['partition']])).toEqual([
    ['external-consistency', 'stale-order', '', 3, 1],
  ]);
});

test('another kind of anomaly, another system and another variant are groups of their own', () => {
  expect(groupsOf([1, 10, ['crash'], 'missing-commit'], [2, 20, ['crash']])).toHaveLength(2);
  const groups = new FailureGroups();
  for (const variant of [null, 'no-commit-wait']) groups.add(violatedResult({ variant }));
  groups.add(violatedResult({ pastContract: 'clock-beyond-uncertainty' }));
  expect(groups.list().map(({ signature }) => [signature.variant, signature.pastContract])).toEqual([
    [null, null],
    ['no-commit-wait', null],
    [null, 'clock-beyond-uncertainty'],
  ]);
});

test('a run that breaks two guarantees is in a group of each', () => {
  const [stale] = violatedResult().judgement.guarantees;
  const judgement = {
    ...violatedResult().judgement,
    guarantees: [stale!, { ...stale!, name: 'liveness' as const }],
  };
  const groups = new FailureGroups();
  groups.add(violatedResult({ judgement }));
  expect(groups.list().map(({ signature }) => signature.guarantee)).toEqual(['external-consistency', 'liveness']);
});
