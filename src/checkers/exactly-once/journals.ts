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

function isEntry(entry: unknown): entry is JournalEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { charge, reference, postings } = entry as Record<string, unknown>;
  return typeof charge === 'string' && typeof reference === 'string' && Array.isArray(postings);
}
