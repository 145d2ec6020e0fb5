import type { History, Invocation } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { resultOf } from '../values.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { latestEndNanos, latestEndIfMadeNanos } from './moments.ts';
import { readingOf } from './readings.ts';
import { type Booking, readStockHistory } from './stock-history.ts';

/** How long it may take, without faults, to find that a reservation's time is over and to return its units. */
const RETURN_NANOS = 2_000_000_000;

/**
 * Once faults are over and the time of a reservation is, too, its units are free or sold: no final reading of the stock
 * still shows it as reserved. O(readings + reservations that they show).
 */
export function checkNothingStranded(history: History): Verdict {
  const { bookings, clockErrorMicros } = readStockHistory(history);
  const final = finalInvocations(history);
  const [first] = final;
  const findings = new Findings();
  const endOf = (booking: Booking): number =>
    latestEndNanos(booking, clockErrorMicros) ?? latestEndIfMadeNanos(booking, first, clockErrorMicros);
  const ends = new Map([...bookings].map(([reservation, booking]) => [reservation, endOf(booking)]));
  const lapsed = [...bookings.values()].filter(({ expiries }) => expiries.length > 0).length;
  let readings = 0;
  for (const read of final.filter(({ invoke, outcome }) => invoke.f === 'stock' && outcome === 'ok')) {
    const { item, reserved } = readingOf(resultOf(read));
    readings++;
    for (const [reservation, units] of reserved) {
      const end = ends.get(reservation) ?? Infinity;
      if (read.invoke.time <= end + RETURN_NANOS) continue;
      findings.add('stranded-units', () => tellStranded(read, item, reservation, units, bookings.get(reservation)));
    }
  }
  const exercised = { finalReadings: readings, lapsed };
  if (findings.all().length === 0 && (readings === 0 || lapsed === 0))
    return { verdict: 'vacuous', exercised, reason: 'no reservation’s time ended, or no stock was read after that' };
  return verdictOf(findings.all(), exercised);
}

function tellStranded(
  read: Invocation,
  item: string,
  reservation: string,
  units: number,
  booking: Booking | undefined,
): { message: string; operations: number[] } {
  return {
    message: `${describeInvocation(read)} still shows ${units} units of ${item} reserved by ${reservation}, whose time was long over.`,
    operations: [...indicesOf(...(booking?.attempts ?? []), read)],
  };
}
