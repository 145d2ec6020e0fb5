import type { Outcome } from '../../history/history.ts';
import type { ReadLists } from './read-lists.ts';

export type Workload = 'list-append' | 'rw-register';

export const READ = 0;
export const WRITE = 1;

/**
 * The transactions of a history in columns. Transactions are numbered in the order of their invocations, micro-operations through all
 * transactions; those of transaction t are `opStart[t] .. opStart[t + 1] - 1`. Reads of a transaction that is not ok are left out:
 * nobody knows what they returned.
 */
export interface Transactions {
  readonly workload: Workload;
  /** How many operations the history has. */
  readonly historyLength: number;
  readonly count: number;
  readonly outcome: readonly Outcome[];
  readonly process: Int32Array;
  /** Positions in the history; -1 where the completion is missing. */
  readonly invokedAt: Int32Array;
  readonly completedAt: Int32Array;
  /** The indices of both operations, and their times in nanoseconds. */
  readonly invokeIndex: Float64Array;
  readonly completeIndex: Float64Array;
  readonly invokeTime: Float64Array;
  readonly completeTime: Float64Array;
  readonly opStart: Int32Array;
  readonly opKind: Uint8Array;
  readonly opKey: Int32Array;
  /** The element or value that was written, or the value that a register read returned. Null is nothing; what list reads returned is in `lists`. */
  readonly opValue: readonly unknown[];
  readonly lists: ReadLists;
  readonly opTransaction: Int32Array;
  readonly keys: readonly unknown[];
}
