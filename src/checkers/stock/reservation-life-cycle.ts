import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { fieldsOf, resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { earliestEndNanos, latestEndNanos } from './moments.ts';
import { type Booking, readStockHistory } from './stock-history.ts';

/** One way in which a reservation ended: by a request that confirmed or cancelled it, or because its time was over. */
interface Ending {
  readonly words: string;
  readonly operations: readonly number[];
  /** Index of the operation that tells it. */
  readonly toldAt: number;
}

/**
 * A reservation ends once: by one request that confirms or cancels it, however often that is answered, or by its time,
 * which isn't over early and after which nobody confirms any more. What nobody asked for, or what was refused, has no
 * end. O(operations).
 */
export function checkReservationLifeCycle(history: History): Verdict {
  const { bookings, clockErrorMicros } = readStockHistory(history);
  const findings = new Findings();
  const counts = { reservations: 0, confirmed: 0, cancelled: 0, expired: 0, lateRefused: 0 };
  for (const booking of bookings.values()) {
    const endings = endingsOf(booking);
    checkEndings(booking, endings, findings);
    checkExpiries(booking, findings);
    checkConfirms(booking, clockErrorMicros, findings);
    if (booking.attempts.some(({ outcome }) => outcome === 'ok')) counts.reservations++;
    counts.confirmed += booking.confirms.some(isOk) ? 1 : 0;
    counts.cancelled += booking.cancels.some(isOk) ? 1 : 0;
    counts.expired += booking.expiries.length > 0 ? 1 : 0;
    if (booking.confirms.some((confirm) => isAfterEnd(confirm, booking))) counts.lateRefused++;
  }
  const ended = counts.confirmed + counts.cancelled + counts.expired;
  if (ended === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised: counts, reason: 'no reservation ended' };
  return verdictOf(findings.all(), counts);
}

function isOk({ outcome }: Invocation): boolean {
  return outcome === 'ok';
}

function requestOf({ invoke }: Invocation): unknown {
  return fieldsOf(invoke, '{ request, … }')['request'];
}

/** One a request, however often it was answered, and one for its time. */
function endingsOf({ confirms, cancels, expiries }: Booking): readonly Ending[] {
  const byRequest = new Map<string, Invocation>();
  for (const end of [...confirms, ...cancels].filter(isOk)) {
    const name = `${end.invoke.f} ${String(requestOf(end))}`;
    if (!byRequest.has(name)) byRequest.set(name, end);
  }
  const endings = [...byRequest.values()].map((end) => {
    return { words: describeInvocation(end), operations: indicesOf(end), toldAt: resultOf(end).index };
  });
  const [expired] = expiries;
  return expired === undefined ? endings : [...endings, endingByTime(expired)];
}

function endingByTime({ index }: Operation): Ending {
  return { words: `the end of its time (observation ${index})`, operations: [index], toldAt: index };
}

function checkEndings({ reservation, attempts }: Booking, endings: readonly Ending[], findings: Findings): void {
  const [first, second] = endings;
  if (first === undefined) return;
  if (second !== undefined)
    findings.add('two-ends', () => ({
      message: `Reservation ${reservation} ended more than once: by ${endings.map(({ words }) => words).join(', and by ')}.`,
      operations: endings.flatMap(({ operations }) => operations),
    }));
  const may = attempts.find(({ outcome, invoke }) => outcome !== 'fail' && invoke.index < first.toldAt);
  if (may === undefined)
    findings.add('phantom-end', () => ({
      message: `Reservation ${reservation} ended by ${first.words}, although every request for it had been refused, or nobody had asked for it.`,
      operations: [...indicesOf(...attempts), ...first.operations].toSorted((a, b) => a - b),
    }));
}

function checkExpiries(booking: Booking, findings: Findings): void {
  const early = booking.expiries.find(({ time }) => time < earliestEndNanos(booking));
  if (early === undefined || booking.attempts.length === 0) return;
  findings.add('early-expiry', () => ({
    message: `The units of reservation ${booking.reservation} had returned (observation ${early.index}) before its time could be over: it lives ${booking.lifeMicros} µs.`,
    operations: [...indicesOf(...booking.attempts.slice(0, 1)), early.index],
  }));
}

/** Whether a request was confirmed whose first attempt began when time was surely over. */
function checkConfirms(booking: Booking, clockErrorMicros: number, findings: Findings): void {
  const end = latestEndNanos(booking, clockErrorMicros);
  if (end === undefined) return;
  const begun = new Map<unknown, Invocation>();
  for (const confirm of booking.confirms) if (!begun.has(requestOf(confirm))) begun.set(requestOf(confirm), confirm);
  const late = booking.confirms.find(
    (confirm) => isOk(confirm) && (begun.get(requestOf(confirm))?.invoke.time ?? 0) > end,
  );
  if (late === undefined) return;
  findings.add('late-confirmation', () => ({
    message: `${describeInvocation(late)} succeeded, although the reservation's time was over before that was first asked for.`,
    operations: [...indicesOf(...booking.attempts), ...indicesOf(late)],
  }));
}

function isAfterEnd({ outcome, completion }: Invocation, booking: Booking): boolean {
  return outcome === 'fail' && (completion?.time ?? 0) >= earliestEndNanos(booking);
}
