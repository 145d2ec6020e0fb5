import type { LockOwner } from '../parts/lock-table.ts';
import type { Version } from '../parts/version-store.ts';

/** A buffered write of a transaction: `set` replaces, `append` adds to a list. */
export interface Write {
  readonly key: string;
  readonly kind: 'set' | 'append';
  readonly value: unknown;
}

/** Keys from `low` on, up to but without `high`; an empty `high` means without end. */
export interface KeyRange {
  readonly low: string;
  readonly high: string;
}

/** What one group leaves to another when keys move. */
export interface Handover {
  readonly range: KeyRange;
  readonly versions: readonly (readonly [string, readonly Version[]])[];
  /** No timestamp at or below it may be assigned to these keys any more. */
  readonly floor: number;
}

/** What the groups replicate. Timestamps are TrueTime's, in microseconds. */
export type Command =
  | {
      readonly type: 'prepare';
      readonly transaction: LockOwner;
      readonly timestamp: number;
      readonly reads: readonly string[];
      readonly writes: readonly Write[];
      readonly coordinator: string;
    }
  | { readonly type: 'commit'; readonly id: string; readonly timestamp: number; readonly writes: readonly Write[] }
  | { readonly type: 'decide'; readonly id: string; readonly timestamp: number | null }
  | { readonly type: 'abort'; readonly id: string }
  | { readonly type: 'split'; readonly at: string; readonly into: string; readonly floor: number }
  | { readonly type: 'freeze'; readonly into: string; readonly floor: number }
  | { readonly type: 'absorb'; readonly from: string; readonly handover: Handover };

export type PrepareCommand = Extract<Command, { type: 'prepare' }>;

export function contains({ low, high }: KeyRange, key: string): boolean {
  return key >= low && (high === '' || key < high);
}
