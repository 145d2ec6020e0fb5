import { scoreRuns } from '../../../src/claims/scorecard.ts';
import type { CampaignSummary, KeptGroup, SettingScore } from '../../../src/search/campaign/summary.ts';
import { sampleSeedResult, SPANNER, SPLIT_BRAIN, violatedResult } from './sample-outcomes.ts';

const HOLDING = [sampleSeedResult({ seed: 1 }), sampleSeedResult({ seed: 2 })];

/** A campaign in which all went well. */
export function sampleSummary(given: Partial<CampaignSummary> = {}): CampaignSummary {
  const score = scoreRuns(HOLDING);
  const seeds = { first: 1, last: 2 };
  return {
    codeVersion: '1.0.0+code',
    verdict: 'holds',
    ended: 'complete',
    asked: 2,
    finished: 2,
    settings: [{ setting: SPANNER, seeds, score, marks: [], failures: [] }],
    systems: [{ system: 'spanner', variant: null, pastContract: null, presets: ['everything'], seeds, score }],
    failures: [],
    broken: [],
    canary: null,
    report: null,
    ...given,
  };
}

/** A kind of failure, seen in three runs, of which seed 7 was the fastest. */
export function sampleGroup(given: Partial<KeptGroup> = {}): KeptGroup {
  const fastest = violatedResult({ seed: 7, events: 900, faults: ['clock-offset'] });
  const anomaly = { guarantee: 'external-consistency', anomaly: 'stale-order' } as const;
  return {
    signature: { system: 'spanner', variant: null, pastContract: null, faults: ['clock-offset'], ...anomaly },
    necessary: null,
    runs: 3,
    fastest,
    message: 'transaction 7 <after> "8" & before 9, 100%',
    caseFile: 'out/cases/spanner-everything-7.json',
    reproduce: 'npx capcheck replay out/cases/spanner-everything-7.json',
    ...given,
  };
}

/** A campaign with failures of every sort: a broken guarantee, an unknown one, a run that could not be judged. */
export function failedSummary(): CampaignSummary {
  const failing = [7, 8, 9].map((seed) => violatedResult({ seed, faults: ['clock-offset'] }));
  const score = scoreRuns([...failing, sampleSeedResult({ seed: 10 })]);
  const { caseFile, reproduce } = sampleGroup();
  const bySeed = (seed: number): string => `npx capcheck replay spanner --seed ${seed} --faults everything --ops 200`;
  const failed: SettingScore = {
    setting: SPANNER,
    seeds: { first: 7, last: 10 },
    score,
    marks: [{ name: 'log: leader elected after another', runs: 2, times: 3 }],
    failures: [7, 8, 9].map((seed) => {
      const kept = seed === 7;
      const guarantees = ['external-consistency'];
      return { seed, guarantees, caseFile: kept ? caseFile : null, reproduce: kept ? reproduce : bySeed(seed) };
    }),
  };
  const request = { ...SPLIT_BRAIN, seed: 4 };
  return sampleSummary({
    verdict: 'violated',
    ended: 'time-limit',
    asked: 10,
    finished: 5,
    settings: [failed],
    systems: [
      {
        system: 'spanner',
        variant: null,
        pastContract: null,
        presets: ['everything'],
        seeds: failed.seeds,
        score,
      },
    ],
    failures: [sampleGroup()],
    broken: [{ request, message: 'quorum of 0 servers\n  in event 12' }],
    canary: { setting: SPANNER, guarantee: 'external-consistency', runs: 4, caught: 0, caseFile: null },
  });
}
