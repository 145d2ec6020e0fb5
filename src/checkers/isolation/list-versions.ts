import { HistoryError } from '../../history/history-error.ts';
import { elementOf } from './read-lists.ts';
import { WRITE, type Transactions } from './transactions.ts';
import { WriteIndex } from './write-index.ts';

/** Where an append stands that the longest read does not show. */
export const UNREAD = -1;

/** The order of versions that the reads of lists reveal: version i + 1 of a key is made by the append of the i-th element of its longest read. */
export interface ListVersions {
  /** For each key the micro-operation that read the longest list, of several the one that completed last; -1 when nothing was read. */
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

/** How long the longest list of a key is. */
export function longestLength({ chainStart }: ListVersions, key: number): number {
  return chainStart[key + 1]! - chainStart[key]!;
}

/** @throws HistoryError when two appends of one element to one key make reads ambiguous. */
export function orderListVersions(transactions: Transactions): ListVersions {
  const { opKind, opKey, opTransaction, completedAt, keys, lists } = transactions;
  const { length } = lists;
  const completesLater = (a: number, b: number): boolean =>
    completedAt[opTransaction[a]!]! >= completedAt[opTransaction[b]!]!;
  const appends = new WriteIndex(transactions);
  const longestRead = new Int32Array(keys.length).fill(-1);
  for (let op = 0; op < opKind.length; op++) {
    if (opKind[op] === WRITE) {
      const before = appends.add(op);
      if (before !== -1) throw appendedTwice(transactions, before, op);
      continue;
    }
    const longest = longestRead[opKey[op]!]!;
    if (longest !== -1) {
      if (length[op]! < length[longest]!) continue;
      if (length[op] === length[longest] && !completesLater(op, longest)) continue;
    }
    longestRead[opKey[op]!] = op;
  }
  return { longestRead, appends, ...placeAppends(transactions, longestRead, appends) };
}

function placeAppends(
  { opKind, lists }: Transactions,
  longestRead: Int32Array,
  appends: WriteIndex,
): Pick<ListVersions, 'chainStart' | 'chain' | 'position' | 'duplicates'> {
  const { codes, start, length } = lists;
  const keyCount = longestRead.length;
  const chainStart = new Int32Array(keyCount + 1);
  for (let key = 0; key < keyCount; key++)
    chainStart[key + 1] = chainStart[key]! + (longestRead[key] === -1 ? 0 : length[longestRead[key]!]!);
  const chain = new Int32Array(chainStart[keyCount]!);
  const position = new Int32Array(opKind.length).fill(UNREAD);
  const duplicates: number[] = [];
  for (let key = 0; key < keyCount; key++) {
    const first = chainStart[key]!;
    for (let at = first; at < chainStart[key + 1]!; at++) {
      const code = codes[start[longestRead[key]!]! + at - first]!;
      const append = appends.find(key, elementOf(lists, code));
      chain[at] = append;
      if (append === -1) continue;
      if (position[append] === UNREAD) position[append] = at - first;
      else {
        duplicates.push(at);
        chain[at] = -1;
      }
    }
  }
  return { chainStart, chain, position, duplicates };
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
