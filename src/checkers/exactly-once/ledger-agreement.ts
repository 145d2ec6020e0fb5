import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { capturesByKey, type ChargeKey, readCaptures, readChargeKeys } from './charges.ts';
import { isSameEntry, type Journal, type JournalEntry, longestOf, readJournals, sumOf } from './journals.ts';
import { checkLedgerReadings } from './ledger-readings.ts';

/**
 * The double-entry ledger, as clients read it, against itself, real time, and the card network's ledger. Every entry and
 * every reading of the balances adds up to zero, so every prefix does; later readings extend earlier ones; each shows the
 * ledger as it was at a moment of the reading; a charge that was acknowledged before another was begun comes first; the
 * last reading has one entry for each capture stated before it, and no other. O(entries × readings + captures).
 */
export function checkLedgerAgreement(history: History): Verdict {
  const journals = readJournals(history);
  const last = journals.at(-1);
  const longest = longestOf(journals);
  const balances = history.of('balances').filter(({ outcome }) => outcome === 'ok');
  const exercised = {
    entries: last?.entries.length ?? 0,
    journals: journals.length,
    balanceReadings: balances.length,
  };
  const findings = new Findings();
  for (const read of balances) checkBalances(read, findings);
  if (last === undefined && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'the ledger was never read' };
  if (last !== undefined && longest !== undefined) {
    const keys = readChargeKeys(history);
    compareJournals(journals, longest, findings);
    for (const entry of longest.entries) checkEntry(longest, entry, findings);
    checkOrder(last, keys, findings);
    checkLedgerReadings(history, journals, longest, keys, findings);
    compareWithNetwork(history, last, keys, findings);
    if (last.entries.length === 0 && findings.all().length === 0)
      return { verdict: 'vacuous', exercised, reason: 'the ledger stayed empty' };
  }
  return verdictOf(findings.all(), exercised);
}

function checkBalances(read: Invocation, findings: Findings): void {
  const sum = sumOf(Object.values(fieldsOf(resultOf(read), '{ account: cents, … }')) as number[]);
  if (sum === 0) return;
  findings.add('unbalanced-reading', () => ({
    message: `${describeInvocation(read)} found balances that add up to ${sum}, not 0.`,
    operations: indicesOf(read),
  }));
}

function checkEntry({ read }: Journal, { reference, postings }: JournalEntry, findings: Findings): void {
  const sum = sumOf(postings.map(([, cents]) => cents));
  if (sum === 0) return;
  findings.add('unbalanced-entry', () => ({
    message: `${describeInvocation(read)} found an entry of ${reference} whose postings add up to ${sum}, not 0.`,
    operations: indicesOf(read),
  }));
}

/** Each reading is a beginning of the longest one: a ledger is only ever written at its end. */
function compareJournals(journals: readonly Journal[], longest: Journal, findings: Findings): void {
  for (const journal of journals) {
    const at = journal.entries.findIndex((entry, nth) => !isSameEntry(entry, longest.entries[nth]));
    if (at < 0) continue;
    const [earlier, later] =
      journal.read.invoke.index < longest.read.invoke.index ? [journal, longest] : [longest, journal];
    findings.add('rewritten-ledger', () => ({
      message: `${describeInvocation(earlier.read)} found ${tellEntry(earlier.entries[at])} at place ${at} of the ledger, and ${describeInvocation(later.read)}, which began later, found ${tellEntry(later.entries[at])} there.`,
      operations: indicesOf(earlier.read, later.read),
    }));
  }
}

function tellEntry(entry: JournalEntry | undefined): string {
  return entry === undefined ? 'nothing' : `${entry.charge} with ${showValue(entry.postings)}`;
}

function endOf({ completion }: Invocation): number {
  return completion?.index ?? Infinity;
}

/** Along the ledger, with the latest first attempt so far: no later entry may have been acknowledged before that began. */
function checkOrder({ read, entries }: Journal, keys: ReadonlyMap<string, ChargeKey>, findings: Findings): void {
  let latest: Invocation | undefined;
  for (const { reference } of entries) {
    const attempts = keys.get(reference)?.attempts ?? [];
    const rival = latest;
    const early = attempts.find((attempt) => attempt.outcome === 'ok' && endOf(attempt) < (rival?.invoke.index ?? 0));
    if (early !== undefined && rival !== undefined)
      findings.add('order-against-time', () => ({
        message: `${describeInvocation(early)} had succeeded before ${describeInvocation(rival)} began, but comes after it in the ledger.`,
        operations: indicesOf(early, rival, read),
      }));
    const [first] = attempts;
    if (first !== undefined && first.invoke.index > (latest?.invoke.index ?? -1)) latest = first;
  }
}

/** One entry for each capture, of its amount, and none without. */
function compareWithNetwork(
  history: History,
  { read, entries }: Journal,
  keys: ReadonlyMap<string, ChargeKey>,
  findings: Findings,
): void {
  const captures = capturesByKey(readCaptures(history));
  const booked = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const { reference } = entry;
    const stated = captures.get(reference)?.[0];
    const amount = entry.postings.find(([, cents]) => cents > 0)?.[1];
    const report = (kind: string, message: string): void =>
      findings.add(kind, () => ({ message, operations: [...indicesOf(read), ...(stated ? [stated.index] : [])] }));
    if (booked.has(reference)) report('duplicate-entry', `The ledger has two entries of ${reference}.`);
    booked.set(reference, entry);
    if (stated === undefined)
      report(
        'entry-without-capture',
        `The ledger has an entry of ${reference}, for which the card network captured nothing.`,
      );
    else if (amount !== stated.amount)
      report('wrong-entry', `The ledger has ${amount} for ${reference}, the card network captured ${stated.amount}.`);
  }
  for (const { key, attempts } of keys.values()) {
    if (booked.has(key)) continue;
    const success = attempts.find((attempt) => attempt.outcome === 'ok' && endOf(attempt) < read.invoke.index);
    const capture = captures.get(key)?.find(({ index }) => index < read.invoke.index);
    if (success !== undefined)
      findings.add('lost-charge', () => ({
        message: `${describeInvocation(success)} ${describeOutcome(success)}, but the last reading of the ledger (operation ${read.invoke.index}) has no entry of it.`,
        operations: indicesOf(success, read),
      }));
    else if (capture !== undefined)
      findings.add('missing-entry', () => ({
        message: `The card network captured ${capture.amount} for ${key} (observation ${capture.index}), but the last reading of the ledger (operation ${read.invoke.index}) has no entry of it.`,
        operations: [capture.index, ...indicesOf(...attempts, read)],
      }));
  }
}
