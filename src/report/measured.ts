import type { BoundaryRow } from '../search/boundary.ts';
import type { VariantRecall } from '../search/recall/recall.ts';
import type { RunResult } from '../search/run-result.ts';

/** What an index shows of a recall: the part of `capcheck recall --json` that a table is made of. */
export interface RecallSummary {
  readonly codeVersion: string;
  readonly effort: { readonly ranges: number; readonly seeds: number };
  readonly variants: readonly (Pick<VariantRecall, 'system' | 'variant' | 'preset' | 'guarantee'> & {
    readonly found: number;
    readonly medianSeeds: number | null;
    readonly medianShrunkFaults: number | null;
    readonly medianShrunkOperations: number | null;
  })[];
  readonly correct: readonly {
    readonly system: string;
    readonly runs: number;
    readonly violatedSeeds: readonly number[];
  }[];
}

/** Results of other runs, to hold against those of a report. */
export interface OtherRuns {
  /** What to call them: the folder that they come from. */
  readonly name: string;
  readonly results: readonly RunResult[];
}

/** What an index shows beside its runs, where it was measured. */
export interface Measured {
  readonly recall?: RecallSummary;
  readonly boundary?: readonly BoundaryRow[];
  readonly other?: OtherRuns;
}
