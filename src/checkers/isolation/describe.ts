import type { Transactions } from './transactions.ts';

/** How many elements of a list a message shows; of a longer one it shows the end. */
const SHOWN = 10;

/** Where in the history a transaction is cited: its completion, or its invocation when the outcome is unknown. */
export function citedIndex({ outcome, invokeIndex, completeIndex }: Transactions, transaction: number): number {
  return outcome[transaction] === 'info' ? invokeIndex[transaction]! : completeIndex[transaction]!;
}

/** `T15`: the transaction whose completion has index 15. */
export function nameOf(transactions: Transactions, transaction: number): string {
  return `T${citedIndex(transactions, transaction)}`;
}

/** `T15 (client 3)`, with what became of it unless it is ok. */
export function introduce(transactions: Transactions, transaction: number): string {
  const outcome = transactions.outcome[transaction];
  const fate = outcome === 'ok' ? '' : outcome === 'fail' ? ', failed' : ', outcome unknown';
  return `${nameOf(transactions, transaction)} (client ${transactions.process[transaction]}${fate})`;
}

/** A value as JSON, long lists cut to their end. */
export function show(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value ?? null);
  const elements = value.slice(-SHOWN).map((element) => JSON.stringify(element));
  return `[${value.length > SHOWN ? '… ' : ''}${elements.join(' ')}]`;
}

export function showKey(transactions: Transactions, key: number): string {
  return `key ${JSON.stringify(transactions.keys[key])}`;
}
