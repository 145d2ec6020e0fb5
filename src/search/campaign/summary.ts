import type { VerdictKind } from '../../checkers/verdict.ts';
import type { Score } from '../../claims/scorecard.ts';
import type { BrokenRun } from '../run-batch.ts';
import type { MarkCount } from '../mark-counts.ts';
import type { RunResult } from '../run-result.ts';
import type { SeedRange, Setting } from '../setting.ts';
import type { DiagnosedGroup } from './diagnosed-groups.ts';

/**
 * Why a campaign ended: all runs done, by the user, at its time limit, after as many failures as were allowed. Merged
 * results are `incomplete` when a run is in none of them.
 */
export type Ending = 'complete' | 'interrupted' | 'time-limit' | 'bail' | 'incomplete';

/** One failing run, and how to have it again. */
export interface FailingSeed {
  readonly seed: number;
  /** The guarantees that it breaks. */
  readonly guarantees: readonly string[];
  /** Path of its case file; null for a run that is reproduced from its seed. */
  readonly caseFile: string | null;
  readonly reproduce: string;
}

/** What the runs of one setting say together. */
export interface SettingScore {
  readonly setting: Setting;
  readonly seeds: SeedRange;
  readonly score: Score;
  /** How often each named situation was met: fail-overs, retries, duplicates, faults. */
  readonly marks: readonly MarkCount[];
  readonly failures: readonly FailingSeed[];
}

/** What the runs of one system and variant say together, whatever the chaos. */
export interface SystemScore extends Pick<RunResult, 'system' | 'variant' | 'pastContract'> {
  /** Names of presets or scenarios. */
  readonly presets: readonly string[];
  readonly seeds: SeedRange;
  readonly score: Score;
}

/** A group of failures whose fastest run was kept. */
export interface KeptGroup extends DiagnosedGroup {
  readonly caseFile: string;
  readonly reproduce: string;
}

/** Whether the planted mistake was reported in the way of all others. */
export interface CanaryReport {
  readonly setting: Setting;
  /** The guarantee that it must break. */
  readonly guarantee: string;
  readonly runs: number;
  /** Runs in which that guarantee was reported broken. */
  readonly caught: number;
  /** The case of its fastest failing run, when it was caught. */
  readonly caseFile: string | null;
}

/** All that is told at the end of a campaign, whoever tells it. */
export interface CampaignSummary {
  readonly codeVersion: string;
  /** Over all runs but the canary's. */
  readonly verdict: VerdictKind;
  readonly ended: Ending;
  /** Runs that were to be done, in this shard if it is one. */
  readonly asked: number;
  readonly finished: number;
  readonly settings: readonly SettingScore[];
  readonly systems: readonly SystemScore[];
  readonly failures: readonly KeptGroup[];
  readonly broken: readonly BrokenRun[];
  readonly canary: CanaryReport | null;
  /** Path of the report's index, when one was written. */
  readonly report: string | null;
}
