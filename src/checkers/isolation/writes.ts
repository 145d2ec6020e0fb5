import { WRITE, type Transactions } from './transactions.ts';

/** The next write of the same transaction to the same key, or -1. */
export function laterWrite({ opStart, opKind, opKey, opTransaction }: Transactions, write: number): number {
  const end = opStart[opTransaction[write]! + 1]!;
  for (let op = write + 1; op < end; op++) if (opKind[op] === WRITE && opKey[op] === opKey[write]) return op;
  return -1;
}
