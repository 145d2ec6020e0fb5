import type { History } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { fieldsOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { chargeOf, unexpected } from './charges.ts';
import { type Journal, readJournals } from './journals.ts';

const SHAPE = '{ entry, event, charge, reference, sequence, type }';
/** A charge is first created, and then it succeeds. */
const EVENTS_OF_SUCCESS = ['charge.created', 'charge.succeeded'];
const EVENTS_OF_DECLINE = ['charge.created', 'charge.failed'];
const DECLINED = 'card declined';

/** An event that a consumer states to have applied. */
interface Application {
  readonly event: string;
  readonly charge: string;
  /** The key that the charge was made under. */
  readonly reference: string;
  readonly sequence: number;
  readonly type: string;
  readonly index: number;
}

/**
 * What the ledger says has happened, the consumer hears: each event of each charge in the last reading of the ledger was
 * applied, once, in the order of its charge; those of declined charges, too; and no charge is said to have succeeded that
 * isn't in the ledger.
 * O(entries + events).
 */
export function checkEventDelivery(history: History): Verdict {
  const applications = readApplications(history);
  const last = readJournals(history).at(-1);
  const findings = new Findings();
  const applied = new Map<string, Application>();
  const latest = new Map<string, Application>();
  let again = 0;
  for (const application of applications) {
    const { event, charge } = application;
    const before = applied.get(event);
    if (before !== undefined) {
      again++;
      addAnomaly('duplicate-event', `${event} was applied twice`, before, application, findings);
      continue;
    }
    applied.set(event, application);
    const previous = latest.get(charge);
    if (previous !== undefined && previous.sequence > application.sequence)
      addAnomaly('reordered-event', `${event} was applied after ${previous.event}`, previous, application, findings);
    else latest.set(charge, application);
  }
  const exercised = { events: applied.size, appliedAgain: again, charges: last?.entries.length ?? 0 };
  if (last !== undefined) {
    compareWithLedger(last, applications, applied, findings);
    checkDeclines(history, last, applications, findings);
  }
  if (findings.all().length === 0 && (last === undefined || last.entries.length === 0))
    return { verdict: 'vacuous', exercised, reason: 'no reading of the ledger shows a charge' };
  return verdictOf(findings.all(), exercised);
}

function addAnomaly(kind: string, what: string, first: Application, second: Application, findings: Findings): void {
  findings.add(kind, () => ({
    message: `${what} (observations ${first.index} and ${second.index}).`,
    operations: [first.index, second.index],
  }));
}

function compareWithLedger(
  { read, entries }: Journal,
  applications: readonly Application[],
  applied: ReadonlyMap<string, Application>,
  findings: Findings,
): void {
  const charges = new Set(entries.map(({ charge }) => charge));
  for (const { charge, reference } of entries)
    EVENTS_OF_SUCCESS.forEach((type, nth) => {
      const event = applied.get(`${charge}/${nth + 1}`);
      const found = `${describeInvocation(read)} found ${reference} in the ledger`;
      if (event === undefined)
        findings.add('lost-event', () => ({
          message: `${found}, but event ${nth + 1} of its charge ${charge} was never applied.`,
          operations: indicesOf(read),
        }));
      else if (event.type !== type || event.reference !== reference)
        findings.add('wrong-event', () => ({
          message: `${found}, but event ${nth + 1} of its charge ${charge} says ${event.type} of ${event.reference} (observation ${event.index}).`,
          operations: [event.index, ...indicesOf(read)],
        }));
    });
  for (const { type, charge, event, index } of applications) {
    if (type !== 'charge.succeeded' || charges.has(charge) || index > read.invoke.index) continue;
    findings.add('phantom-event', () => ({
      message: `${event} says that ${charge} succeeded (observation ${index}), but ${describeInvocation(read)}, which began later, found no entry of it in the ledger.`,
      operations: [index, ...indicesOf(read)],
    }));
  }
}

/** A charge that was declined has its events, too: they are found by its key, since it is in no ledger. */
function checkDeclines(
  history: History,
  { read }: Journal,
  applications: readonly Application[],
  findings: Findings,
): void {
  const told = new Set(applications.map(({ reference, type }) => `${type} ${reference}`));
  const seen = new Set<string>();
  for (const attempt of history.of('charge')) {
    const { completion } = attempt;
    if (completion?.['error'] !== DECLINED || completion.index > read.invoke.index) continue;
    const { key } = chargeOf(attempt.invoke);
    if (seen.has(key)) continue;
    seen.add(key);
    const missing = EVENTS_OF_DECLINE.find((type) => !told.has(`${type} ${key}`));
    if (missing === undefined) continue;
    findings.add('lost-event', () => ({
      message: `${describeInvocation(attempt)} ${describeOutcome(attempt)}, but no ${missing} of it was ever applied.`,
      operations: indicesOf(attempt),
    }));
  }
}

/** What consumers applied, in order; an application that is stated twice under one number is one. */
function readApplications(history: History): readonly Application[] {
  const applications = new Map<string, Application>();
  for (const stated of history.observations('event-applied')) {
    const { entry, event, charge, reference, sequence, type } = fieldsOf(stated, SHAPE);
    if (
      typeof event !== 'string' ||
      typeof charge !== 'string' ||
      typeof reference !== 'string' ||
      typeof sequence !== 'number' ||
      typeof type !== 'string'
    )
      throw unexpected(stated, SHAPE);
    const number = `${stated.process} ${String(entry)}`;
    if (!applications.has(number))
      applications.set(number, { event, charge, reference, sequence, type, index: stated.index });
  }
  return [...applications.values()];
}
