import { expect, test } from 'vitest';
import type { FaultKind } from '../../../../src/claims/vocabulary.ts';
import { diagnoseGroups } from '../../../../src/search/campaign/diagnosed-groups.ts';
import type { FailureGroup } from '../../../../src/search/campaign/failure-groups.ts';
import { sampleGroup } from '../../../helpers/campaign/sample-summary.ts';
import { violatedResult } from '../../../helpers/campaign/sample-outcomes.ts';

const NEVER = new AbortController().signal;

function group(seed: number, events: number, faults: readonly FaultKind[], anomaly = 'stale-order'): FailureGroup {
  const { signature } = sampleGroup();
  const fastest = violatedResult({ seed, events, faults });
  return { signature: { ...signature, anomaly, faults }, runs: seed, fastest, message: `of seed ${seed}` };
}

test('groups that need the same are one: runs add up, the fastest is kept, what all have in common is left', async () => {
  const groups = [group(1, 900, ['crash', 'loss']), group(2, 400, ['crash', 'pause']), group(3, 100, ['loss'])];
  const needs = (one: FailureGroup): readonly FaultKind[] => one.signature.faults.filter((kind) => kind === 'crash');
  const told = (await diagnoseGroups(groups, needs, NEVER)).map(({ signature, necessary, runs, fastest, message }) => {
    return [signature.faults, necessary, runs, fastest.seed, message];
  });
  expect(told).toEqual([
    [['crash'], ['crash'], 3, 2, 'of seed 2'],
    [['loss'], [], 3, 3, 'of seed 3'],
  ]);
});

test('another anomaly is another group, whatever it needs', async () => {
  const groups = [group(1, 900, ['crash']), group(2, 400, ['pause'], 'missing-commit')];
  expect(await diagnoseGroups(groups, () => [], NEVER)).toHaveLength(2);
});

test('no more than twenty groups are asked; the others are told as they are', async () => {
  const groups = Array.from({ length: 22 }, (_, nth) => group(nth + 1, 100, ['crash'], `kind-${nth}`));
  let asked = 0;
  const told = await diagnoseGroups(groups, () => [(asked++, 'crash')], NEVER);
  expect(asked).toBe(20);
  expect(told.map(({ necessary }) => necessary).slice(19)).toEqual([['crash'], null, null]);
});

test('the user may end it between two groups', async () => {
  const groups = [group(1, 900, ['crash']), group(2, 400, ['pause'], 'b'), group(3, 400, ['loss'], 'c')];
  const user = new AbortController();
  const needs = (): readonly FaultKind[] => {
    user.abort();
    return [];
  };
  expect((await diagnoseGroups(groups, needs, user.signal)).map(({ necessary }) => necessary)).toEqual([
    [],
    null,
    null,
  ]);
});
