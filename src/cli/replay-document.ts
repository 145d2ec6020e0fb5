import type { Score } from '../claims/scorecard.ts';
import type { ResultEntry } from '../reporters/json.ts';
import { codeVersion } from '../search/code-version.ts';
import { countMarks } from '../search/mark-counts.ts';
import type { JudgedRun } from '../search/run-plan.ts';

/** What `capcheck replay --json` prints: as `run` does, for one run. */
export interface ReplayDocument {
  readonly verdict: ResultEntry['verdict'];
  readonly codeVersion: string;
  /** Whether it went the way that was recorded. */
  readonly isSameRun: boolean;
  readonly digest: string;
  readonly events: number;
  readonly results: readonly ResultEntry[];
}

export function composeReplay({ run, result }: JudgedRun, score: Score, isSameRun: boolean): ReplayDocument {
  const { digest, events } = run;
  const { system, variant, preset, pastContract, seed } = result;
  const setting = { system, variant, preset, pastContract, seeds: { first: seed, last: seed } };
  const entry = { ...setting, ...score, marks: countMarks([result]), failures: [] };
  return { verdict: score.verdict, codeVersion: codeVersion(), isSameRun, digest, events, results: [entry] };
}
