import type { RunResult } from '../../search/run-result.ts';

/** Runs by what they may be held against: the claim is judged by the first kind only. */
export interface RunGroups {
  /** The correct system, inside its contract: here every guarantee must hold. */
  readonly correct: readonly RunResult[];
  /** Systems with a planted mistake: here one must break. */
  readonly variants: readonly RunResult[];
  /** The correct system under faults that it never promised to survive: here one must break. */
  readonly pastContract: readonly RunResult[];
}

export function groupRuns(results: readonly RunResult[]): RunGroups {
  return {
    correct: results.filter(({ variant, pastContract }) => variant === null && pastContract === null),
    variants: results.filter(({ variant }) => variant !== null),
    pastContract: results.filter(({ variant, pastContract }) => variant === null && pastContract !== null),
  };
}

export function isViolated({ judgement }: RunResult): boolean {
  return judgement.verdict === 'violated';
}
