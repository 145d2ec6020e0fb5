import { EdgeList } from '../graph/edge-list.ts';
import { INITIAL, RW, UNUSABLE, WR, WW, type Dependencies } from './dependencies.ts';
import { addFan } from './fan.ts';
import type { WriterGroup } from './writer-groups.ts';
import { longestLength, UNREAD, type ListVersions } from './list-versions.ts';
import { lastElement } from './read-lists.ts';
import { WRITE, type Transactions } from './transactions.ts';

/** A read of a prefix of the longest list. */
export const IN_ORDER = 1;
/** A read that contradicts the longest list: it still saw the append of its last element. */
export const DISORDERED = 2;

/** What list reads say: for each read micro-operation whether it takes part in the version order. */
export interface UsableReads {
  /** IN_ORDER or DISORDERED for reads that saw no own append, 0 for all other micro-operations. */
  readonly external: Uint8Array;
  readonly present: Uint8Array;
}

/**
 * Dependencies of a list-append history (Adya's thesis, section 3.1; Elle, VLDB 2020, section 5): ww between writers of consecutive elements, wr from
 * the writer of a read's last element, rw from the reader to the writer of the next one. Appends that the longest read does not show come after
 * it, in an order among themselves that stays open: `unread` has them by key.
 */
export function listDependencies(
  transactions: Transactions,
  versions: ListVersions,
  usable: UsableReads,
): { dependencies: Dependencies; unread: WriterGroup[] } {
  const { opKind, opKey, opTransaction, keys, lists } = transactions;
  const { chain, chainStart, position } = versions;
  const { external, present } = usable;
  const edges = new EdgeList(opKind.length * 2);
  const readsFrom = new Int32Array(opKind.length).fill(UNUSABLE);
  const neighbours = presentNeighbours(versions, transactions, present);
  const tails: Tail[] = [];
  for (let op = 0; op < opKind.length; op++) {
    const key = opKey[op]!;
    const transaction = opTransaction[op]!;
    if (opKind[op] === WRITE) {
      if (position[op] === UNREAD && present[transaction] === 1)
        (tails[key] ??= { writers: [], readers: [] }).writers.push(transaction);
      continue;
    }
    if (external[op] === 0) continue;
    if (external[op] === DISORDERED) {
      const last = versions.appends.find(key, lastElement(lists, op));
      if (last === -1 || present[opTransaction[last]!] === 0) continue;
      readsFrom[op] = last;
      edges.add(opTransaction[last]!, transaction, WR);
      continue;
    }
    const seen = Math.min(lists.length[op]!, longestLength(versions, key));
    const writer = neighbours.atOrBefore(key, seen - 1);
    readsFrom[op] = writer === -1 ? INITIAL : writer;
    if (writer !== -1) edges.add(opTransaction[writer]!, transaction, WR);
    const next = neighbours.atOrAfter(key, seen);
    if (next !== -1) edges.add(transaction, opTransaction[next]!, RW);
    else (tails[key] ??= { writers: [], readers: [] }).readers.push(transaction);
  }
  for (let key = 0; key < keys.length; key++) {
    let before = -1;
    for (let at = chainStart[key]!; at < chainStart[key + 1]!; at++) {
      const append = chain[at]!;
      if (append === -1 || present[opTransaction[append]!] === 0) continue;
      const writer = opTransaction[append]!;
      if (before !== -1 && before !== writer) edges.add(before, writer, WW);
      before = writer;
    }
    for (const writer of tails[key]?.writers ?? []) if (before !== -1) edges.add(before, writer, WW);
  }
  let nodeCount = transactions.count;
  const unread: WriterGroup[] = [];
  tails.forEach((tail, key) => {
    const writers = [...new Set(tail.writers)];
    if (writers.length > 0) nodeCount = addFan([...new Set(tail.readers)], writers, edges, nodeCount);
    if (writers.length > 1) unread.push({ key, writers, readers: writers.map(() => []) });
  });
  return { dependencies: { transactions, present, readsFrom, edges, nodeCount }, unread };
}

/** Of one key: the transactions that read its whole list, and those whose appends nobody read. */
interface Tail {
  readonly readers: number[];
  readonly writers: number[];
}

interface Neighbours {
  /** The append of the nearest element at or before an index, or -1. */
  atOrBefore(key: number, index: number): number;
  /** The append of the nearest element at or after an index, or -1. */
  atOrAfter(key: number, index: number): number;
}

/** Skips elements that nobody appended and those of failed transactions. */
function presentNeighbours(
  { chain, chainStart }: ListVersions,
  { opTransaction }: Transactions,
  present: Uint8Array,
): Neighbours {
  const before = new Int32Array(chain.length);
  const after = new Int32Array(chain.length);
  for (let key = 0; key + 1 < chainStart.length; key++) {
    const start = chainStart[key]!;
    const end = chainStart[key + 1]!;
    for (let at = start, last = -1; at < end; at++) {
      const append = chain[at]!;
      before[at] = last = append !== -1 && present[opTransaction[append]!] === 1 ? append : last;
    }
    for (let at = end - 1, last = -1; at >= start; at--) {
      const append = chain[at]!;
      after[at] = last = append !== -1 && present[opTransaction[append]!] === 1 ? append : last;
    }
  }
  return {
    atOrBefore: (key, index) => (index < 0 ? -1 : before[chainStart[key]! + index]!),
    atOrAfter: (key, index) =>
      chainStart[key]! + index >= chainStart[key + 1]! ? -1 : after[chainStart[key]! + index]!,
  };
}
