import { expect, test } from 'vitest';
import { compareRuns } from '../../../../src/report/tally/compare-runs.ts';
import type { RunResult } from '../../../../src/search/run-result.ts';
import { sampleJudgement, sampleResult } from '../../../helpers/report/sample-results.ts';

function violating(given: Partial<RunResult>): RunResult {
  const anomaly = { kind: 'stuck', message: 'it waits', operations: [1] };
  return sampleResult({
    judgement: sampleJudgement({
      verdict: 'violated',
      guarantees: [{ name: 'liveness', verdict: { verdict: 'violated', exercised: {}, anomalies: [anomaly] } }],
    }),
    ...given,
  });
}

test('a verdict that is another one is a difference, with how often it was seen', () => {
  const here = [1, 2, 3].map((seed) => sampleResult({ seed }));
  const there = [sampleResult({ seed: 1 }), violating({ seed: 2 })];
  const { common, differences } = compareRuns(here, there);
  expect(common).toBe(1);
  expect(differences).toEqual([
    {
      setting: 'spanner, everything',
      guarantee: 'liveness',
      here: { verdict: 'holds', runs: 3, violated: 0 },
      there: { verdict: 'violated', runs: 2, violated: 1 },
    },
  ]);
});

test('other seeds of the same verdicts are no difference', () => {
  expect(
    compareRuns([sampleResult({ seed: 1 })], [sampleResult({ seed: 7 }), sampleResult({ seed: 8 })]).differences,
  ).toEqual([]);
});

test('what one of them did not run is told apart, and not as a difference', () => {
  const here = [sampleResult(), violating({ variant: 'no-commit-wait' })];
  const there = [sampleResult(), violating({ preset: 'none', pastContract: 'clock-beyond-uncertainty' })];
  const { onlyHere, onlyThere, differences } = compareRuns(here, there);
  expect(onlyHere).toEqual(['spanner / no-commit-wait, everything']);
  expect(onlyThere).toEqual(['spanner, past the contract: clock-beyond-uncertainty']);
  expect(differences).toEqual([]);
});

test('a guarantee that only one of them judged is a difference', () => {
  const [found] = compareRuns([violating({})], [sampleResult()]).differences.filter(
    ({ guarantee }) => guarantee === 'no-lost-commit',
  );
  expect(found?.here).toBeUndefined();
  expect(found?.there?.verdict).toBe('holds');
});
