import type { FailureCase } from './failure-case.ts';
import type { Measured } from './measured.ts';
import type { SystemFacts } from './system-facts.ts';
import type { RunGroups } from './tally/run-groups.ts';
import type { RunResult } from '../search/run-result.ts';

/** A failing run and the name of its page. */
export interface CaseLink {
  readonly failure: FailureCase;
  readonly page: string;
}

/** What the pages of a report share, in an order that only depends on what was run. */
export interface ReportView {
  readonly results: readonly RunResult[];
  readonly groups: RunGroups;
  readonly cases: readonly CaseLink[];
  /** Names of the systems that were run. */
  readonly names: readonly string[];
  readonly measured: Measured;
  /** Facts of a system; undefined for one that this version does not have. */
  factsOf(name: string): SystemFacts | undefined;
}
