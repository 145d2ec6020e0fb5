import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { groupBy } from '../../group-by.ts';
import type { Anomaly } from '../verdict.ts';
import { type Append, type ListRead, readAppends, readLists } from './append-log.ts';

/** What became of commits: how many were looked for, in how many reads, and which were missing. */
export interface CommitSearch {
  readonly commits: number;
  readonly reads: number;
  readonly anomalies: readonly Anomaly[];
}

/**
 * Looks for every acknowledged append in the last read of its list. An append that some reads miss and later ones show is
 * not lost; that those reads were wrong is for the isolation checker.
 */
export function findLostAppends(history: History): CommitSearch {
  const appends = readAppends(history);
  const lists = readLists(history);
  const last = new Map(lists.map((read) => [read.key, read]));
  const lost: Anomaly[] = [];
  let commits = 0;
  for (const append of appends) {
    const read = last.get(append.key);
    if (append.transaction.outcome !== 'ok' || read === undefined || !isAfter(read, append)) continue;
    commits++;
    if (!read.elements.has(append.element)) lost.push(describeLoss(append, read));
  }
  return { commits, reads: lists.length, anomalies: [...findHalves(appends, lists, last), ...lost] };
}

/**
 * Transactions of which one key shows an append, and a later last read of another key doesn't: what was seen once had
 * committed, so all of it had to be there. This holds for transactions of unknown outcome too.
 */
function findHalves(
  appends: readonly Append[],
  lists: readonly ListRead[],
  last: ReadonlyMap<string, ListRead>,
): readonly Anomaly[] {
  const writers = new Map(appends.map(({ key, element, transaction }) => [`${key} ${element}`, transaction]));
  const firstSeen = new Map<string, ListRead>();
  for (const read of lists)
    for (const element of read.elements) {
      const name = `${read.key} ${element}`;
      const known = firstSeen.get(name);
      const isOwn = writers.get(name) === read.transaction;
      if (!isOwn && (known === undefined || completionOf(read) < completionOf(known))) firstSeen.set(name, read);
    }
  const readsOf = groupBy(lists, ({ transaction }) => transaction);
  const anomalies: Anomaly[] = [];
  for (const [, parts] of groupBy(appends, ({ transaction }) => transaction)) {
    const halves = findHalf(parts, firstSeen, last, readsOf);
    if (halves !== undefined) anomalies.push(halves);
  }
  return anomalies;
}

function findHalf(
  parts: readonly Append[],
  firstSeen: ReadonlyMap<string, ListRead>,
  last: ReadonlyMap<string, ListRead>,
  readsOf: ReadonlyMap<Invocation, readonly ListRead[]>,
): Anomaly | undefined {
  for (const missed of parts) {
    const miss = last.get(missed.key);
    if (miss === undefined || miss.elements.has(missed.element)) continue;
    for (const seen of parts) {
      const first = firstSeen.get(`${seen.key} ${seen.element}`);
      const isEarlier = first !== undefined && miss.transaction.invoke.index > completionOf(first);
      const sight = isEarlier ? first : readsOf.get(miss.transaction)?.find((read) => shows(read, seen));
      if (sight !== undefined) return describeHalf(seen, sight, missed, miss);
    }
  }
  return undefined;
}

/** Whether another transaction than the appending one saw the append there. */
function shows({ key, elements, transaction }: ListRead, append: Append): boolean {
  return key === append.key && transaction !== append.transaction && elements.has(append.element);
}

function completionOf({ transaction }: ListRead): number {
  return transaction.completion?.index ?? Infinity;
}

function isAfter({ transaction: read }: ListRead, { transaction }: Append): boolean {
  return transaction.completion !== undefined && read.invoke.index > transaction.completion.index;
}

function describeLoss({ key, element, transaction }: Append, { transaction: read }: ListRead): Anomaly {
  return {
    kind: 'lost-commit',
    message: `${describeInvocation(transaction)} committed (operation ${transaction.completion?.index}), but its append of ${element} to ${key} is missing from the last read of that key, ${describeInvocation(read)}.`,
    operations: indicesOf(transaction, read),
  };
}

function describeHalf(seen: Append, sight: ListRead, missed: Append, miss: ListRead): Anomaly {
  const { transaction } = seen;
  return {
    kind: 'half-committed',
    message: `${describeInvocation(transaction)} is half there: ${describeInvocation(sight.transaction)} saw ${seen.element} on ${seen.key}, but ${describeInvocation(miss.transaction)}, the last read of ${missed.key}, lacks ${missed.element}.`,
    operations: indicesOf(
      transaction,
      sight.transaction,
      ...(miss.transaction === sight.transaction ? [] : [miss.transaction]),
    ),
  };
}
