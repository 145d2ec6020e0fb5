import type { History, Invocation } from '../../history/history.ts';
import type { Booking } from './stock-history.ts';

const NANOS_PER_MICRO = 1000;

/** Index of the first operation that was recorded at a time or later; the length of the history when there is none. */
export function indexAtTime({ operations }: History, nanos: number): number {
  let low = 0;
  let high = operations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((operations[middle]?.time ?? 0) < nanos) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the time of a reservation may be over at the earliest: nobody can have made it before it was first asked for. */
export function earliestEndNanos({ attempts, lifeMicros }: Booking): number {
  return (attempts[0]?.invoke.time ?? 0) + lifeMicros * NANOS_PER_MICRO;
}

/** When it is surely over; undefined when it isn't known when it was made. */
export function latestEndNanos({ attempts, lifeMicros }: Booking, clockErrorMicros: number): number | undefined {
  const granted = attempts.find(({ outcome }) => outcome === 'ok')?.completion;
  // The clock that told when it was made and the one that tells when it is over may be wrong in opposite ways.
  return granted === undefined ? undefined : granted.time + (lifeMicros + 2 * clockErrorMicros) * NANOS_PER_MICRO;
}

/** As `latestEndNanos`, for one of unknown outcome: it was made before the final operations began, or never will be. */
export function latestEndIfMadeNanos(
  { lifeMicros }: Booking,
  firstFinal: Invocation | undefined,
  clockErrorMicros: number,
): number {
  return (firstFinal?.invoke.time ?? Infinity) + (lifeMicros + 2 * clockErrorMicros) * NANOS_PER_MICRO;
}
