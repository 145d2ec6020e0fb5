import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import type { StockReading, Units } from './readings.ts';
import { type Stay, staysOf, sweepStays } from './stays.ts';
import { type Booking, readStockHistory } from './stock-history.ts';

/**
 * What was acknowledged stays so: a reading of the stock shows every reservation that was surely there from its beginning
 * to its end, as sold once a confirmation was answered; it shows none that was cancelled or expired before it began, and
 * none that nobody could have. One sweep over the history, and each reservation that a reading shows or should show.
 */
export function checkNoLostReservation(history: History): Verdict {
  const { bookings, readings } = readStockHistory(history);
  const findings = new Findings();
  const points = readings
    .map(({ read, reading }) => ({ at: read.invoke.index, read, reading }))
    .toSorted((a, b) => a.at - b.at);
  let compared = 0;
  sweepStays(staysOf(history, bookings.values()), points, ({ read, reading }, present) => {
    const shown = new Set([...reading.reserved, ...reading.sold].map(([reservation]) => reservation));
    const sold = new Set(reading.sold.map(([reservation]) => reservation));
    for (const stay of present.get(reading.item) ?? []) {
      if (stay.until <= resultOf(read).index) continue;
      compared++;
      checkStay(stay, read, shown, sold, findings);
    }
    for (const [reservation] of shownOf(reading)) checkShown(bookings.get(reservation), reservation, read, findings);
  });
  const exercised = { readings: readings.length, reservationsSought: compared };
  if (compared === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no reading of the stock had a reservation to show' };
  return verdictOf(findings.all(), exercised);
}

function shownOf({ reserved, sold }: StockReading): Units {
  return [...reserved, ...sold];
}

function checkStay(
  { booking, grant }: Stay,
  read: Invocation,
  shown: ReadonlySet<string>,
  sold: ReadonlySet<string>,
  findings: Findings,
): void {
  const { reservation } = booking;
  const sale = booking.confirms.find(
    (confirm) => confirm.outcome === 'ok' && resultOf(confirm).index < read.invoke.index,
  );
  if (sale !== undefined && !sold.has(reservation))
    findings.add('lost-sale', () => tellMissing(sale, read, 'does not show it as sold'));
  else if (!shown.has(reservation))
    findings.add('lost-reservation', () => tellMissing(grant, read, 'does not show the reservation'));
}

function tellMissing(grant: Invocation, read: Invocation, what: string): { message: string; operations: number[] } {
  return {
    message: `${describeInvocation(grant)} ${describeOutcome(grant)}, but ${describeInvocation(read)}, which began later, ${what}.`,
    operations: [...indicesOf(grant, read)],
  };
}

/** What a reading shows must have been asked for, and not be over. */
function checkShown(booking: Booking | undefined, reservation: string, read: Invocation, findings: Findings): void {
  const completed = resultOf(read).index;
  const asked = booking?.attempts.find(({ outcome, invoke }) => outcome !== 'fail' && invoke.index < completed);
  if (booking === undefined || asked === undefined) {
    findings.add('phantom-reservation', () => ({
      message: `${describeInvocation(read)} shows ${reservation}, which nobody had asked for, or which was refused.`,
      operations: [...indicesOf(...(booking?.attempts ?? []), read)],
    }));
    return;
  }
  const cancelled = booking.cancels.find(
    (cancel) => cancel.outcome === 'ok' && resultOf(cancel).index < read.invoke.index,
  );
  const [expired] = booking.expiries;
  const end = cancelled === undefined ? expired?.index : resultOf(cancelled).index;
  if (end === undefined || end > read.invoke.index) return;
  findings.add('revived-reservation', () => ({
    message: `${describeInvocation(read)} shows ${reservation}, which had been over since operation ${end}.`,
    operations: [end, ...indicesOf(read)],
  }));
}
