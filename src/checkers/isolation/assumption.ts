import { UNUSABLE } from './dependencies.ts';
import { WRITE, type Transactions } from './transactions.ts';

/**
 * What the order of a register's versions may be taken from, beyond what the data proves. Each is a promise about the store, not
 * something that the history shows: where it is wrong, so may the verdict be. A verdict names those that it used.
 *
 * - `initial-state`: every key begins as null, and null never comes back. Always assumed of registers.
 * - `writes-follow-reads`: a transaction that reads a key and then writes it puts its version after the one that it read.
 * - `sequential-keys`: each key by itself is sequentially consistent: a client never goes back in the key's versions.
 * - `linearizable-keys`: each key by itself is linearizable: nobody goes back, in real time.
 * - `versions`: the versions of keys in order, oldest first, as the store tells them.
 * - `transactionOrder`: the order of transactions as the store tells it: from the index of a completion to a number.
 */
export type Assumption =
  | 'initial-state'
  | 'writes-follow-reads'
  | 'sequential-keys'
  | 'linearizable-keys'
  | { readonly versions: ReadonlyMap<unknown, readonly unknown[]> }
  | { readonly transactionOrder: ReadonlyMap<number, number> };

/** One version of a key is before another: numbers of writes, or INITIAL for the first. */
export interface VersionEdge {
  readonly key: number;
  readonly before: number;
  readonly after: number;
  readonly source: string;
}

export function nameAssumption(assumption: Assumption): string {
  if (typeof assumption === 'string') return assumption;
  return 'versions' in assumption ? 'given versions' : 'given transaction order';
}

/** The versions of a key that a transaction touched, in its order; those next to each other differ. */
export interface Touch {
  readonly transaction: number;
  readonly key: number;
  readonly versions: readonly number[];
}

/** By transaction the keys that it touched, reads of impossible values left out. */
export function touchesOf(transactions: Transactions, readsFrom: Int32Array, t: number): Touch[] {
  const { opStart, opKey } = transactions;
  const touches = new Map<number, number[]>();
  for (let op = opStart[t]!; op < opStart[t + 1]!; op++) {
    const version = versionAt(transactions, readsFrom, op);
    if (version === undefined) continue;
    const versions = touches.get(opKey[op]!);
    if (versions === undefined) touches.set(opKey[op]!, [version]);
    else if (versions.at(-1) !== version) versions.push(version);
  }
  return [...touches].map(([key, versions]) => ({ transaction: t, key, versions }));
}

function versionAt({ opKind }: Transactions, readsFrom: Int32Array, op: number): number | undefined {
  if (opKind[op] === WRITE) return op;
  const seen = readsFrom[op]!;
  return seen === UNUSABLE ? undefined : seen;
}
