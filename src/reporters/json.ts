import type { VerdictKind } from '../checkers/verdict.ts';
import type { Score } from '../claims/scorecard.ts';
import type { Signature } from '../search/campaign/signature.ts';
import type { CampaignSummary, CanaryReport, Ending, FailingSeed, KeptGroup } from '../search/campaign/summary.ts';
import type { BrokenRun } from '../search/run-batch.ts';
import type { MarkCount } from '../search/mark-counts.ts';
import type { RunResult } from '../search/run-result.ts';
import type { SeedRange } from '../search/setting.ts';

/** All runs of one system, variant and preset. */
export interface ResultEntry
  extends Pick<RunResult, 'system' | 'variant' | 'preset' | 'pastContract' | 'scenario' | 'strategy'>, Score {
  readonly seeds: SeedRange;
  readonly marks: readonly MarkCount[];
  readonly failures: readonly FailingSeed[];
}

/** Failing runs of one signature, and the fastest of them. */
export interface GroupEntry
  extends Signature, Pick<RunResult, 'preset' | 'seed' | 'digest' | 'events'>, Pick<KeptGroup, 'necessary'> {
  readonly runs: number;
  readonly message: string;
  readonly caseFile: string;
  readonly reproduce: string;
}

/** What `run --json` and `campaign --json` print. */
export interface RunDocument {
  readonly verdict: VerdictKind;
  readonly codeVersion: string;
  readonly ended: Ending;
  /** Whether the user ended it before all runs were done. */
  readonly interrupted: boolean;
  readonly runs: { readonly asked: number; readonly finished: number };
  readonly results: readonly ResultEntry[];
  readonly failures: readonly GroupEntry[];
  /** Runs in which the code under test, or the harness, failed. */
  readonly broken: readonly BrokenRun[];
  readonly canary: CanaryReport | null;
  /** Path of the report's index, when one was written. */
  readonly report: string | null;
}

/** For programs: one document. */
export function reportAsJson(summary: CampaignSummary): string {
  return `${JSON.stringify(composeDocument(summary), undefined, 2)}\n`;
}

function composeDocument(summary: CampaignSummary): RunDocument {
  const { verdict, codeVersion, ended, asked, finished, settings, failures, broken, canary, report } = summary;
  return {
    verdict,
    codeVersion,
    ended,
    interrupted: ended === 'interrupted',
    runs: { asked, finished },
    results: settings.map(({ setting, seeds, score, marks, failures: failing }) => {
      const { operations: _, ...what } = setting;
      return { ...what, seeds, ...score, marks, failures: failing };
    }),
    failures: failures.map(composeGroup),
    broken,
    canary,
    report,
  };
}

function composeGroup({ signature, necessary, runs, fastest, message, caseFile, reproduce }: KeptGroup): GroupEntry {
  const { preset, seed, digest, events } = fastest;
  return { ...signature, necessary, runs, preset, seed, digest, events, message, caseFile, reproduce };
}
