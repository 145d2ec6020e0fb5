import type { History, Invocation } from '../../history/history.ts';
import { resultOf } from '../values.ts';
import { earliestEndNanos, indexAtTime } from './moments.ts';
import type { Booking } from './stock-history.ts';

/** A stretch of the history for which a customer surely had units. Bounds are indices in the history. */
export interface Stay {
  readonly booking: Booking;
  /** The first answer that told the customer so. */
  readonly grant: Invocation;
  readonly from: number;
  /** The first operation by which it may have been over. */
  readonly until: number;
}

/**
 * A reservation is surely there from the answer that grants it until somebody asks for it to be cancelled or its time
 * may be over; one whose confirmation succeeded, for ever.
 */
export function staysOf(history: History, bookings: Iterable<Booking>): readonly Stay[] {
  return [...bookings].flatMap((booking) => stayOf(history, booking) ?? []);
}

function stayOf(history: History, booking: Booking): Stay | undefined {
  const isOk = ({ outcome }: Invocation): boolean => outcome === 'ok';
  const isSold = booking.confirms.some(isOk);
  const [grant] = [...booking.attempts.filter(isOk), ...booking.confirms.filter(isOk)].toSorted(
    (a, b) => resultOf(a).index - resultOf(b).index,
  );
  if (grant === undefined) return undefined;
  const from = resultOf(grant).index;
  const cancel = booking.cancels.find(({ outcome }) => outcome !== 'fail');
  const over = indexAtTime(history, earliestEndNanos(booking));
  const until = isSold ? Infinity : Math.min(cancel?.invoke.index ?? Infinity, over);
  return from < until ? { booking, grant, from, until } : undefined;
}

/** Calls back at each point with the stays that last then, by item. Points and stays in the order of their indices. */
export function sweepStays<Point extends { readonly at: number }>(
  stays: readonly Stay[],
  points: readonly Point[],
  visit: (point: Point, present: ReadonlyMap<string, ReadonlySet<Stay>>) => void,
): void {
  const begins = stays.toSorted((a, b) => a.from - b.from);
  const ends = stays.toSorted((a, b) => a.until - b.until);
  const present = new Map<string, Set<Stay>>();
  let begun = 0;
  let over = 0;
  for (const point of points) {
    for (let next = begins[begun]; next !== undefined && next.from <= point.at; next = begins[++begun]) {
      const { item } = next.booking;
      present.set(item, (present.get(item) ?? new Set()).add(next));
    }
    for (let next = ends[over]; next !== undefined && next.until <= point.at; next = ends[++over])
      present.get(next.booking.item)?.delete(next);
    visit(point, present);
  }
}
