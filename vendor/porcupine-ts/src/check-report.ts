import type { LimitName } from './check-limits.ts';
import type { CheckResult } from './check-result.ts';
import type { LinearizationInfo } from './linearization-info.ts';

/** The answer of a verbose check. */
export interface CheckReport<I, O, M = unknown> {
  readonly result: CheckResult;
  /** What to give to `visualize`. */
  readonly info: LinearizationInfo<I, O, M>;
  /** How many entries the search looked at, over all partitions; the same for the same history and model. */
  readonly steps: number;
  /** The limit that ended the search, if one did. The result may still be `Illegal`: a violation had been found. */
  readonly exhausted: LimitName | undefined;
}
