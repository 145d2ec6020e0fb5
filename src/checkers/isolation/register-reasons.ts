import { INITIAL, RW, WR, type Dependencies } from './dependencies.ts';
import { nameOf, show, showKey } from './describe.ts';
import type { DataReason, ExplainDependency } from './reasons.ts';
import { READ, type Transactions } from './transactions.ts';

/** Explains edges of a register history by values. */
export function explainRegisterDependency(dependencies: Dependencies): ExplainDependency {
  const { transactions } = dependencies;
  return (from, to, label, onKey) => {
    const pairs = candidatePairs(dependencies, from, to, label).filter(({ key }) => onKey === -1 || key === onKey);
    const best = pairs.find(({ certain }) => certain) ?? pairs[0];
    if (best === undefined)
      throw new Error(`nothing is behind the edge from ${nameOf(transactions, from)} to ${nameOf(transactions, to)}`);
    if (label === WR) return tellRead(transactions, from, to, best.first);
    if (label === RW) return tellOverwrite(dependencies, from, to, best);
    return tellWrites(transactions, from, to, best);
  };
}

interface Pair {
  readonly key: number;
  readonly first: number;
  readonly second: number;
  /** Whether the data alone says so: the initial value, or a version that the second read as well before it wrote. */
  readonly certain: boolean;
}

function candidatePairs({ transactions, readsFrom }: Dependencies, from: number, to: number, label: number): Pair[] {
  const { opStart, opKind, opKey, opTransaction } = transactions;
  const readBy = (t: number, version: number): boolean => {
    for (let op = opStart[t]!; op < opStart[t + 1]!; op++)
      if (opKind[op] === READ && readsFrom[op] === version) return true;
    return false;
  };
  const pairs: Pair[] = [];
  for (let first = opStart[from]!; first < opStart[from + 1]!; first++) {
    for (let second = opStart[to]!; second < opStart[to + 1]!; second++) {
      const key = opKey[first]!;
      if (key !== opKey[second]) continue;
      const [firstReads, secondReads] = [opKind[first] === READ, opKind[second] === READ];
      const seen = readsFrom[first]!;
      if (label === WR && !firstReads && secondReads && readsFrom[second] === first)
        pairs.push({ key, first, second, certain: true });
      else if (label === RW && firstReads && !secondReads && seen >= INITIAL) {
        if (seen === INITIAL || opTransaction[seen] !== to)
          pairs.push({ key, first, second, certain: seen === INITIAL || readBy(to, seen) });
      } else if (label !== RW && label !== WR && !firstReads && !secondReads)
        pairs.push({ key, first, second, certain: true });
    }
  }
  return pairs;
}

function tellRead(transactions: Transactions, from: number, to: number, write: number): DataReason {
  const key = transactions.opKey[write]!;
  const value = transactions.opValue[write];
  const because = `${nameOf(transactions, to)} read ${showKey(transactions, key)} as ${show(value)}, which ${nameOf(transactions, from)} wrote`;
  return { key, value, nextValue: value, because };
}

function tellOverwrite(
  { transactions, readsFrom }: Dependencies,
  from: number,
  to: number,
  { first: read, second: write }: Pair,
): DataReason {
  const seen = readsFrom[read]!;
  const key = transactions.opKey[read]!;
  const value = transactions.opValue[read];
  const nextValue = transactions.opValue[write];
  const writer =
    seen === INITIAL ? 'the initial value' : `of ${nameOf(transactions, transactions.opTransaction[seen]!)}`;
  const because =
    `${nameOf(transactions, from)} read ${showKey(transactions, key)} as ${show(value)}, ${writer}, and ${nameOf(transactions, to)} ` +
    `wrote ${show(nextValue)} after that`;
  return { key, value, nextValue, because };
}

function tellWrites(transactions: Transactions, from: number, to: number, { first, second }: Pair): DataReason {
  const key = transactions.opKey[first]!;
  const value = transactions.opValue[first];
  const nextValue = transactions.opValue[second];
  const because =
    `${nameOf(transactions, from)} wrote ${show(value)} and ${nameOf(transactions, to)} ${show(nextValue)} to ` +
    `${showKey(transactions, key)}, in this order`;
  return { key, value, nextValue, because };
}
