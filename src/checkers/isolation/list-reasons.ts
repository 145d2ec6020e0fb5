import { RW, WR, UNUSABLE, type Dependencies } from './dependencies.ts';
import { nameOf, show, showKey } from './describe.ts';
import { UNREAD, type ListVersions } from './list-versions.ts';
import { isBeginning, listOf } from './read-lists.ts';
import { showRead, type DataReason, type ExplainDependency } from './reasons.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';

/** Explains edges of a list-append history by elements and positions. */
export function explainListDependency(dependencies: Dependencies, versions: ListVersions): ExplainDependency {
  const { transactions } = dependencies;
  return (from, to, label, onKey) => {
    const all = candidatePairs(dependencies, versions, from, to, label);
    const pairs = onKey === -1 ? all : all.filter(({ first }) => transactions.opKey[first] === onKey);
    const nearest = pairs.reduce((best, pair) => (pair.distance < best.distance ? pair : best));
    if (label === WR) return readFrom(transactions, from, to, nearest);
    if (label === RW) return overwritten(transactions, versions, from, to, nearest);
    return followed(transactions, versions, from, to, nearest);
  };
}

interface Pair {
  readonly first: number;
  readonly second: number;
  /** How far apart in the version order the two are; an edge is between neighbours. */
  readonly distance: number;
}

function candidatePairs(
  { transactions, readsFrom }: Dependencies,
  { position, longestRead }: ListVersions,
  from: number,
  to: number,
  label: number,
): Pair[] {
  const { opStart, opKind, opKey, lists } = transactions;
  const rank = (write: number): number => (position[write] === UNREAD ? Number.MAX_SAFE_INTEGER : position[write]!);
  const pairs: Pair[] = [];
  for (let first = opStart[from]!; first < opStart[from + 1]!; first++) {
    for (let second = opStart[to]!; second < opStart[to + 1]!; second++) {
      if (opKey[first] !== opKey[second]) continue;
      if (label === WR && opKind[second] === READ && readsFrom[second] === first)
        pairs.push({ first, second, distance: 0 });
      if (label === WR || opKind[second] !== WRITE) continue;
      if ((label === RW) !== (opKind[first] === READ)) continue;
      if (label === RW && (readsFrom[first] === UNUSABLE || !isBeginning(lists, first, longestRead[opKey[first]!]!)))
        continue;
      const distance = rank(second) - (label === RW ? lists.length[first]! : rank(first));
      if (distance >= (label === RW ? 0 : 1)) pairs.push({ first, second, distance });
    }
  }
  return pairs;
}

function readFrom(transactions: Transactions, from: number, to: number, { first, second }: Pair): DataReason {
  const key = transactions.opKey[first]!;
  const value = transactions.opValue[first];
  const list = listOf(transactions, second);
  const because =
    `${nameOf(transactions, to)} read ${showRead(transactions, key, list)}, in which ${show(value)} is by ` +
    nameOf(transactions, from);
  return { key, value, nextValue: list, because };
}

function overwritten(
  transactions: Transactions,
  { position }: ListVersions,
  from: number,
  to: number,
  pair: Pair,
): DataReason {
  const key = transactions.opKey[pair.first]!;
  const list = listOf(transactions, pair.first);
  const nextValue = transactions.opValue[pair.second];
  const where =
    position[pair.second] === UNREAD
      ? ', which is not in the longest read of the key and so comes later'
      : ' after that';
  const because =
    `${nameOf(transactions, from)} read ${showRead(transactions, key, list)} and ${nameOf(transactions, to)} appended ` +
    `${show(nextValue)}${where}`;
  return { key, value: list, nextValue, because };
}

function followed(
  transactions: Transactions,
  { position }: ListVersions,
  from: number,
  to: number,
  pair: Pair,
): DataReason {
  const key = transactions.opKey[pair.first]!;
  const value = transactions.opValue[pair.first];
  const nextValue = transactions.opValue[pair.second];
  const how =
    position[pair.second] === UNREAD
      ? `and the longest read of the key does not show ${show(nextValue)}, so that comes later`
      : 'in this order';
  const because =
    `${nameOf(transactions, from)} appended ${show(value)} and ${nameOf(transactions, to)} ${show(nextValue)} to ` +
    `${showKey(transactions, key)}, ${how}`;
  return { key, value, nextValue, because };
}
