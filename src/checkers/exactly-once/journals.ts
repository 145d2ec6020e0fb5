import type { History, Invocation } from '../../history/history.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { unexpected } from './charges.ts';

const SHAPE = '{ entries: [{ charge, reference, postings: [[account, cents], …] }, …] }';

/** An entry of the ledger as a client read it. */
export interface JournalEntry {
  readonly charge: string;
  readonly reference: string;
  readonly postings: readonly (readonly [account: string, cents: number])[];
}

/** One reading of the whole ledger. */
export interface Journal {
  readonly read: Invocation;
  readonly entries: readonly JournalEntry[];
}

/** Successful readings of the ledger in the order of their invocations. */
export function readJournals(history: History): readonly Journal[] {
  const reads = history.of('journal').filter(({ outcome }) => outcome === 'ok');
  return reads.map((read) => {
    const result = resultOf(read);
    const { entries } = fieldsOf(result, SHAPE);
    if (!Array.isArray(entries) || !entries.every(isEntry)) throw unexpected(result, SHAPE);
    return { read, entries };
  });
}

/** The reading that has seen most entries, and of several the first. */
export function longestOf(journals: readonly Journal[]): Journal | undefined {
  return journals.reduce<Journal | undefined>(
    (most, journal) => (journal.entries.length > (most?.entries.length ?? -1) ? journal : most),
    undefined,
  );
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { charge, reference, postings } = entry as Record<string, unknown>;
  return typeof charge === 'string' && typeof reference === 'string' && Array.isArray(postings);
}

export function sumOf(cents: readonly number[]): number {
  return cents.reduce((sum, amount) => sum + amount, 0);
}

/** Whether two entries say the same. */
export function isSameEntry(a: JournalEntry, b: JournalEntry | undefined): boolean {
  if (a === b) return true;
  if (b === undefined || a.charge !== b.charge || a.reference !== b.reference) return false;
  return (
    a.postings.length === b.postings.length &&
    a.postings.every(([account, cents], nth) => account === b.postings[nth]?.[0] && cents === b.postings[nth][1])
  );
}
