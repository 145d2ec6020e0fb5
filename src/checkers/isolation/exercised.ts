import type { Exercised } from '../verdict.ts';
import { READ, type Transactions } from './transactions.ts';

/** How much a history asks of isolation. `concurrentTransactions` overlap another one; conflicts are keys that one transaction reads and another writes. */
export function countExercised(transactions: Transactions): Exercised {
  const { count, outcome, opStart, opKind, opKey, opTransaction, keys } = transactions;
  const fates = { ok: 0, fail: 0, info: 0 };
  for (let t = 0; t < count; t++) fates[outcome[t]!]++;
  let reads = 0;
  let multiOperationTransactions = 0;
  for (let op = 0; op < opKind.length; op++) if (opKind[op] === READ) reads++;
  for (let t = 0; t < count; t++) if (opStart[t + 1]! - opStart[t]! > 1) multiOperationTransactions++;
  const firstReader = new Int32Array(keys.length).fill(-1);
  const firstWriter = new Int32Array(keys.length).fill(-1);
  let readWriteConflicts = 0;
  for (let op = 0; op < opKind.length; op++) {
    const key = opKey[op]!;
    const t = opTransaction[op]!;
    const [own, other] = opKind[op] === READ ? [firstReader, firstWriter] : [firstWriter, firstReader];
    if (other[key] !== -1 && other[key] !== t) readWriteConflicts++;
    if (own[key] === -1) own[key] = t;
  }
  return {
    transactions: count,
    ...fates,
    reads,
    writes: opKind.length - reads,
    keys: keys.length,
    multiOperationTransactions,
    concurrentTransactions: countConcurrent(transactions),
    readWriteConflicts,
  };
}

function countConcurrent({ count, outcome, invokedAt, completedAt }: Transactions): number {
  const overlaps = new Uint8Array(count);
  let latest = -1;
  for (let t = 0; t < count; t++) {
    if (latest !== -1 && endOf(latest) > invokedAt[t]!) overlaps[t] = overlaps[latest] = 1;
    if (latest === -1 || endOf(t) > endOf(latest)) latest = t;
  }
  return overlaps.reduce((sum, one) => sum + one, 0);

  function endOf(t: number): number {
    return outcome[t] === 'info' ? Infinity : completedAt[t]!;
  }
}
