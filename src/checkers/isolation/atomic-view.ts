import { kindOf, type Cycle } from './cycle.ts';
import { INITIAL, PROCESS, RW, UNUSABLE, WR, type Dependencies } from './dependencies.ts';
import { READ, WRITE } from './transactions.ts';

/**
 * Looks for a transaction that sees part of another: it read one of its writes (or follows it in its session, when sessions count), and
 * yet read an older version of something else that the other wrote. For monotonic atomic view only reads after the revealing one count.
 * Needs known version orders: `isOlder` says whether what the read saw comes before the write. O(reads x writes of what was read).
 */
export function findAtomicityCycle(
  dependencies: Dependencies,
  base: 'read-atomic' | 'monotonic-atomic-view',
  sessions: boolean,
): Cycle | undefined {
  const { transactions, readsFrom, present, versionRank } = dependencies;
  const { opStart, opKind, opKey, opTransaction, process, outcome, count } = transactions;
  const isOlder = (read: number, write: number): boolean => {
    const seen = readsFrom[read]!;
    return seen !== UNUSABLE && (seen === INITIAL || versionRank[seen]! < versionRank[write]!);
  };
  const lastInSession = new Map<number, Map<number, number>>();
  for (let t = 0; t < count; t++) {
    if (present[t] === 0 || outcome[t] !== 'ok') continue;
    const start = opStart[t]!;
    const end = opStart[t + 1]!;
    for (let op = start; op < end; op++) {
      if (opKind[op] !== READ || readsFrom[op]! < 0) continue;
      const seen = opTransaction[readsFrom[op]!]!;
      if (seen === t) continue;
      for (let other = base === 'read-atomic' ? start : op + 1; other < end; other++) {
        if (opKind[other] !== READ) continue;
        for (let write = opStart[seen]!; write < opStart[seen + 1]!; write++) {
          if (opKind[write] === WRITE && opKey[write] === opKey[other] && isOlder(other, write))
            return cycle(seen, t, WR);
        }
      }
    }
    if (!sessions) continue;
    let own = lastInSession.get(process[t]!);
    if (own === undefined) lastInSession.set(process[t]!, (own = new Map()));
    for (let op = start; op < end; op++) {
      const write = own.get(opKey[op]!);
      if (opKind[op] === READ && write !== undefined && isOlder(op, write))
        return cycle(opTransaction[write]!, t, PROCESS);
    }
    for (let op = start; op < end; op++) if (opKind[op] === WRITE) own.set(opKey[op]!, op);
  }
  return undefined;
}

function cycle(seen: number, reader: number, label: number): Cycle {
  const labels = [label, RW];
  return { kind: kindOf(labels), transactions: [seen, reader], labels };
}
