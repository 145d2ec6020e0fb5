import type { Verdict } from '../../../src/checkers/verdict.ts';
import type { Campaign } from '../../../src/search/campaign/campaign.ts';
import type { ResultsHead } from '../../../src/search/campaign/results-line.ts';
import type { RunOutcome, SeedResult } from '../../../src/search/run-batch.ts';
import type { Setting } from '../../../src/search/setting.ts';
import { sampleJudgement, sampleResult } from '../report/sample-results.ts';

export const SPANNER: Setting = {
  system: 'spanner',
  variant: null,
  preset: 'everything',
  pastContract: null,
  operations: 200,
};

export const SPLIT_BRAIN: Setting = { ...SPANNER, preset: 'split-brain' };

/** A variant whose external-consistency must break. */
export const CANARY: Setting = { ...SPANNER, variant: 'no-commit-wait' };

/** Two settings with three seeds each, and a canary. */
export const CAMPAIGN: Campaign = {
  settings: [SPANNER, SPLIT_BRAIN],
  seeds: { first: 1, last: 3 },
  canary: CANARY,
};

export function headOf(campaign: Campaign): ResultsHead {
  return { kind: 'campaign', format: 'capcheck-campaign/1', codeVersion: '1.0.0+code', shard: null, ...campaign };
}

export function sampleSeedResult(given: Partial<SeedResult> = {}): SeedResult {
  return { ...sampleResult(), ...SPANNER, ...given };
}

/** A result in which one guarantee is broken, by an anomaly of a kind. */
export function violatedResult(given: Partial<SeedResult> = {}, kind = 'stale-order'): SeedResult {
  const verdict: Verdict = {
    verdict: 'violated',
    exercised: { transactions: 84 },
    anomalies: [{ kind, message: `transaction 7 <after> "8" & before 9, 100%`, operations: [7, 9], count: 2 }],
  };
  const guarantees = [{ name: 'external-consistency', verdict } as const];
  return sampleSeedResult({ judgement: sampleJudgement({ verdict: 'violated', guarantees }), ...given });
}

export function outcome(result: SeedResult): RunOutcome {
  return { result };
}
