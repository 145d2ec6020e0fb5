import type { VerdictKind } from '../checkers/verdict.ts';
import { overallVerdict } from '../claims/judge.ts';
import type { Score } from '../claims/scorecard.ts';
import type { Campaign } from '../search/campaign.ts';
import type { BrokenRun } from '../search/run-batch.ts';
import type { RunResult } from '../search/run-result.ts';
import type { KeptFailure } from './keep-failures.ts';
import type { RunGroup } from './run-groups.ts';

/** A failing run of a document. */
interface FailureEntry {
  readonly seed: number;
  /** The guarantees that it breaks. */
  readonly guarantees: readonly string[];
  readonly caseFile: string | null;
  readonly reproduce: string;
}

/** All runs of one system, variant and preset. */
export interface ResultEntry extends Pick<RunResult, 'system' | 'variant' | 'preset' | 'pastContract'>, Score {
  readonly seeds: { readonly first: number; readonly last: number };
  readonly failures: readonly FailureEntry[];
}

/** What `--json` prints. */
export interface RunDocument {
  readonly verdict: VerdictKind;
  readonly codeVersion: string;
  /** Whether the user ended it before all runs were done. */
  readonly interrupted: boolean;
  readonly results: readonly ResultEntry[];
  /** Runs in which the code under test, or the harness, failed. */
  readonly broken: readonly BrokenRun[];
  /** Path of the report's index, when one was written. */
  readonly report: string | null;
}

/** Puts together what `--json` prints of a campaign. */
export function composeDocument(
  codeVersion: string,
  campaign: Campaign,
  groups: readonly RunGroup[],
  failures: readonly KeptFailure[],
  report: string | null,
): RunDocument {
  return {
    verdict: overallVerdict(groups.map(({ score }) => score.verdict)),
    codeVersion,
    interrupted: campaign.isInterrupted,
    results: groups.map((group) => composeEntry(group, failures)),
    broken: campaign.broken,
    report,
  };
}

/** One setting of a document. */
export function composeEntry({ results, score }: RunGroup, failures: readonly KeptFailure[]): ResultEntry {
  const { system, variant, preset, pastContract } = results[0];
  const seeds = results.map(({ seed }) => seed);
  return {
    system,
    variant,
    preset,
    pastContract,
    seeds: { first: Math.min(...seeds), last: Math.max(...seeds) },
    ...score,
    failures: failures
      .filter(({ result }) => results.includes(result))
      .map(({ result, caseFile, reproduce, guarantees }) => ({ seed: result.seed, guarantees, caseFile, reproduce })),
  };
}
