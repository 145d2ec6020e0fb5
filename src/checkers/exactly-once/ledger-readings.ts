import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import type { Findings } from '../findings.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type ChargeKey, readCaptures } from './charges.ts';
import { type Journal, type JournalEntry, sumOf } from './journals.ts';

/** A reading that has seen the first entries of the ledger; of several numbers of them, where balances came back. */
interface Reading {
  readonly read: Invocation;
  readonly lengths: readonly number[];
}

/** How many entries a reading can have seen, and the first that it can't. */
interface Limit {
  readonly length: number;
  readonly next: JournalEntry | undefined;
}

/** A fact about the ledger that was known from an operation on: it has at least so many entries. */
interface Known {
  readonly from: number;
  readonly length: number;
  readonly by: Invocation;
}

/**
 * Every reading, of the ledger or of the balances, shows the ledger as it was at one moment of the reading: balances are
 * those of some prefix; what was acknowledged or read before it began is in it; nothing is that was first asked for after it
 * had ended. O(entries × readings).
 */
export function checkLedgerReadings(
  history: History,
  journals: readonly Journal[],
  longest: Journal,
  keys: ReadonlyMap<string, ChargeKey>,
  findings: Findings,
): void {
  const ledger = longest.entries;
  const askedAt = ledger.map(({ reference }) => keys.get(reference)?.attempts[0]?.invoke.index ?? -1);
  const balances = readBalances(history, ledger, longest.read, findings);
  const all = [...journals.map(({ read, entries }) => ({ read, lengths: [entries.length] })), ...balances];
  const readings = all.toSorted((a, b) => a.read.invoke.index - b.read.invoke.index);
  const known = [...knownByCharges(ledger, keys), ...readings.flatMap(knownByReading)];
  const byTime = known.toSorted((a, b) => a.from - b.from);
  let next = 0;
  let most: Known | undefined;
  for (const reading of readings) {
    for (let fact = byTime[next]; fact !== undefined && fact.from < reading.read.invoke.index; fact = byTime[++next])
      if (most === undefined || fact.length > most.length) most = fact;
    const unasked = askedAt.findIndex((at) => at > endOf(reading.read));
    checkReading(reading, most, { length: unasked < 0 ? Infinity : unasked, next: ledger[unasked] }, findings);
  }
}

function checkReading({ read, lengths }: Reading, most: Known | undefined, limit: Limit, findings: Findings): void {
  const known = most?.length ?? 0;
  if (lengths.some((length) => length >= known && length <= limit.length)) return;
  if (most !== undefined && lengths.every((length) => length < known))
    findings.add('stale-ledger', () => ({
      message: `${describeInvocation(read)} shows the ledger as it was with ${Math.max(...lengths)} entries, but ${describeInvocation(most.by)} ${describeOutcome(most.by)} before it began, and that needs ${known}.`,
      operations: indicesOf(most.by, read),
    }));
  else
    findings.add('early-entry', () => ({
      message: `${describeInvocation(read)} shows ${limit.next?.reference} in the ledger, which nobody had asked for until it was over.`,
      operations: indicesOf(read),
    }));
}

/** Entry by entry of the ledger: it is there once its charge is acknowledged. */
function knownByCharges(ledger: readonly JournalEntry[], keys: ReadonlyMap<string, ChargeKey>): readonly Known[] {
  return ledger.flatMap(({ reference }, nth) => {
    const success = keys.get(reference)?.attempts.filter(({ outcome }) => outcome === 'ok') ?? [];
    return success.map((by) => ({ from: endOf(by), length: nth + 1, by }));
  });
}

function knownByReading({ read, lengths }: Reading): readonly Known[] {
  return [{ from: endOf(read), length: Math.min(...lengths), by: read }];
}

/**
 * Balances by the prefixes of the ledger that they follow from. Those that may be ahead of every reading of it are
 * left out, and those that don't add up to zero.
 */
function readBalances(
  history: History,
  ledger: readonly JournalEntry[],
  longest: Invocation,
  findings: Findings,
): readonly Reading[] {
  const prefixes = balancesOfPrefixes(ledger);
  const booked = new Set(ledger.map(({ reference }) => reference));
  const unbooked = readCaptures(history).filter(({ reference }) => !booked.has(reference));
  return history.of('balances').flatMap((read): readonly Reading[] => {
    if (read.outcome !== 'ok') return [];
    const balances = Object.entries(fieldsOf(resultOf(read), '{ account: cents, … }'));
    if (sumOf(balances.map(([, cents]) => cents as number)) !== 0) return [];
    const lengths = prefixes.get(textOf(balances));
    if (lengths !== undefined) return [{ read, lengths }];
    const isAhead = endOf(read) > longest.invoke.index && unbooked.some(({ index }) => index < endOf(read));
    if (!isAhead)
      findings.add('unlike-ledger', () => ({
        message: `${describeInvocation(read)} ${describeOutcome(read)} with balances that no beginning of the ledger adds up to.`,
        operations: indicesOf(read),
      }));
    return [];
  });
}

/** By the balances after it, how many entries each beginning of the ledger has. */
function balancesOfPrefixes(ledger: readonly JournalEntry[]): ReadonlyMap<string, readonly number[]> {
  const balances = new Map<string, number>();
  const prefixes = new Map<string, number[]>([[textOf([]), [0]]]);
  ledger.forEach(({ postings }, nth) => {
    for (const [account, cents] of postings) balances.set(account, (balances.get(account) ?? 0) + cents);
    const text = textOf([...balances]);
    const known = prefixes.get(text);
    if (known === undefined) prefixes.set(text, [nth + 1]);
    else known.push(nth + 1);
  });
  return prefixes;
}

/** An account without money is as one that isn't there. */
function textOf(balances: readonly (readonly [account: string, cents: unknown])[]): string {
  return canonicalText(Object.fromEntries(balances.filter(([, cents]) => cents !== 0)));
}

function endOf({ completion }: Invocation): number {
  return completion?.index ?? Infinity;
}
