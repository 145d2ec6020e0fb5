import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { microsOf, resultOf } from '../values.ts';

/** An element that a transaction appended to a list. Elements are unique in their list. */
export interface Append {
  readonly key: string;
  readonly element: string;
  readonly transaction: Invocation;
}

/** What one transaction saw of one list, before its own appends. */
export interface ListRead {
  readonly key: string;
  readonly elements: ReadonlySet<string>;
  readonly transaction: Invocation;
}

/** Appends of all transactions that did not fail. */
export function readAppends(history: History): readonly Append[] {
  return history.of('txn').flatMap((transaction) => {
    if (transaction.outcome === 'fail') return [];
    return microsOf(transaction.invoke)
      .filter(([f]) => f === 'append')
      .map(([, key, value]) => ({ key: canonicalText(key), element: canonicalText(value), transaction }));
  });
}

/** Reads of lists by committed transactions, in the order of their invocations. */
export function readLists(history: History): readonly ListRead[] {
  return history.of('txn').flatMap((transaction) => {
    if (transaction.outcome !== 'ok') return [];
    return microsOf(resultOf(transaction))
      .filter(([f, , value]) => f === 'r' && (value === null || Array.isArray(value)))
      .map(([, key, value]) => ({
        key: canonicalText(key),
        elements: new Set(((value ?? []) as readonly unknown[]).map((element) => canonicalText(element))),
        transaction,
      }));
  });
}
