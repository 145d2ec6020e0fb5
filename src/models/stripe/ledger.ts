import type { RowStore } from '../parts/row-store.ts';

/** One entry of the double-entry ledger: what its postings move adds up to zero. */
export interface LedgerEntry {
  readonly charge: string;
  readonly reference: string;
  /** Account and cents; what is owed to us is positive. */
  readonly postings: readonly (readonly [account: string, cents: number])[];
}

const JOURNAL = 'journal';
const ACCOUNTS = 'accounts';

/** Writes an entry, and moves the balances. */
export function post(store: RowStore, entry: LedgerEntry): void {
  store.put(JOURNAL, entry.charge, entry);
  for (const [account, cents] of entry.postings) {
    const before = store.get<readonly [string, number]>(ACCOUNTS, account)?.[1] ?? 0;
    store.put(ACCOUNTS, account, [account, before + cents]);
  }
}

/** All entries in the order in which they were written. */
export function readJournal(store: RowStore): readonly LedgerEntry[] {
  return store.rows<LedgerEntry>(JOURNAL);
}

export function readBalances(store: RowStore): Readonly<Record<string, number>> {
  return Object.fromEntries(store.rows<readonly [string, number]>(ACCOUNTS));
}
