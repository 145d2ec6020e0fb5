import { identityOf } from '../identity.ts';
import { HistoryError } from '../../history/history-error.ts';
import { WRITE, type Transactions } from './transactions.ts';
import { WriteIndex } from './write-index.ts';

const NOTHING: readonly unknown[] = [];

/** Where an append stands that the longest read does not show. */
export const UNREAD = -1;

/** The order of versions that the reads of lists reveal: version i + 1 of a key is made by the append of the i-th element of its longest read. */
export interface ListVersions {
  /** For each key the longest list read, of several the one that completed last, and the micro-operation that read it (-1 when nothing was read). */
  readonly longest: readonly (readonly unknown[])[];
  readonly longestRead: Int32Array;
  /** `chainStart[key] + i` is where the i-th element's append is in `chain`; -1 there when nobody appended it. */
  readonly chainStart: Int32Array;
  readonly chain: Int32Array;
  /** For each append its first position in the longest list, or UNREAD. */
  readonly position: Int32Array;
  /** Finds the append of a value to a key. */
  readonly appends: WriteIndex;
  /** Positions in `chain` whose element stands in the list a second time. */
  readonly duplicates: readonly number[];
}

/** The elements that a read returned. */
export function listOf({ opValue }: Transactions, read: number): readonly unknown[] {
  return (opValue[read] as readonly unknown[] | null) ?? NOTHING;
}

/** @throws HistoryError when a read returned no list, or two appends of one element to one key make reads ambiguous. */
export function orderListVersions(transactions: Transactions): ListVersions {
  const { opKind, opKey, opValue, opTransaction, completedAt, keys } = transactions;
  const completesLater = (a: number, b: number): boolean =>
    completedAt[opTransaction[a]!]! >= completedAt[opTransaction[b]!]!;
  const appends = new WriteIndex(transactions);
  const longest: (readonly unknown[])[] = keys.map(() => NOTHING);
  const longestRead = new Int32Array(keys.length).fill(-1);
  for (let op = 0; op < opKind.length; op++) {
    const key = opKey[op]!;
    if (opKind[op] === WRITE) {
      const before = appends.add(op);
      if (before !== -1) throw appendedTwice(transactions, before, op);
      continue;
    }
    const list = opValue[op];
    if (list === null) continue;
    if (!Array.isArray(list)) throw notAList(transactions, op);
    if (list.length < longest[key]!.length) continue;
    if (list.length === longest[key]!.length && longestRead[key] !== -1 && !completesLater(op, longestRead[key]!))
      continue;
    longest[key] = list;
    longestRead[key] = op;
  }
  return { longest, longestRead, appends, ...placeAppends(opKind.length, longest, appends) };
}

function placeAppends(
  opCount: number,
  longest: readonly (readonly unknown[])[],
  appends: WriteIndex,
): Pick<ListVersions, 'chainStart' | 'chain' | 'position' | 'duplicates'> {
  const chainStart = new Int32Array(longest.length + 1);
  longest.forEach((list, key) => (chainStart[key + 1] = chainStart[key]! + list.length));
  const chain = new Int32Array(chainStart[longest.length]!);
  const position = new Int32Array(opCount).fill(UNREAD);
  const duplicates: number[] = [];
  longest.forEach((list, key) => {
    for (let i = 0, at = chainStart[key]!; i < list.length; i++, at++) {
      const append = appends.find(key, list[i]);
      chain[at] = append;
      if (append === -1) continue;
      if (position[append] === UNREAD) position[append] = i;
      else {
        duplicates.push(at);
        chain[at] = -1;
      }
    }
  });
  return { chainStart, chain, position, duplicates };
}

/** Whether one list is a prefix of the other. */
export function agrees(short: readonly unknown[], long: readonly unknown[]): boolean {
  for (let i = short.length - 1; i >= 0; i--) {
    if (short[i] !== long[i] && identityOf(short[i]) !== identityOf(long[i])) return false;
  }
  return true;
}

function appendedTwice(transactions: Transactions, first: number, second: number): HistoryError {
  const { opKey, opValue, keys, opTransaction, invokedAt } = transactions;
  const [a, b] = [first, second].map((op) => invokedAt[opTransaction[op]!]!);
  return new HistoryError(
    `${JSON.stringify(opValue[second])} is appended to key ${JSON.stringify(keys[opKey[second]!])} twice ` +
      `(before by operation ${a}); elements must be unique per key for reads to tell the appends apart`,
    { operation: b!, field: 'value' },
  );
}

function notAList(transactions: Transactions, read: number): HistoryError {
  const { opValue, opTransaction, completedAt } = transactions;
  return new HistoryError(`a list-append read must return a list or null, not ${JSON.stringify(opValue[read])}`, {
    operation: completedAt[opTransaction[read]!]!,
    field: 'value',
  });
}
