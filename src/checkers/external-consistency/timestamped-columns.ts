import type { Exercised } from '../verdict.ts';
import type { Access } from './timestamped.ts';

export const READ_WRITE = 0;
export const STRONG_READ = 1;
export const STALE_READ = 2;

/** Acknowledged operations that tell a timestamp, in columns, in the order of their completions. */
export interface TimestampedColumns {
  readonly count: number;
  readonly historyLength: number;
  /** READ_WRITE, STRONG_READ or STALE_READ. */
  readonly kind: Uint8Array;
  readonly timestamp: Float64Array;
  /** Positions in the history. */
  readonly invokedAt: Int32Array;
  readonly completedAt: Int32Array;
  readonly accesses: readonly (readonly Access[])[];
  /** The keys of operation n's accesses are numbered at `keyStart[n] .. keyStart[n + 1] - 1`. */
  readonly keyStart: Int32Array;
  readonly keyNumber: Int32Array;
  readonly keyCount: number;
  readonly exercised: Exercised;
}
