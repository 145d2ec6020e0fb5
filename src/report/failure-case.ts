import type { Explanation } from '../search/explain/explanation.ts';
import type { ShrunkFrom } from '../search/shrink/shrunk-from.ts';
import type { Run } from '../search/simulate.ts';
import type { RunResult } from '../search/run-result.ts';
import type { TraceView } from './data/trace-columns.ts';

/** A failing run with all that is needed to explain it. */
export interface FailureCase {
  /** Path of the case file, as a user would type it where the command is run. */
  readonly caseFile: string;
  /** The version of the code that ran it, where it is known. */
  readonly codeVersion?: string;
  readonly result: RunResult;
  /** How the case came to be as small as it is, where it was shrunk. */
  readonly shrunk?: ShrunkFrom;
  /** What `capcheck explain` found, where it was asked. */
  readonly explanation?: Explanation;
  readonly run: Pick<Run, 'history' | 'plan'> & { readonly trace: TraceView | undefined };
}
