import { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { checkLinearizability } from '../linearizability/check-linearizability.ts';
import { fieldsOf } from '../values.ts';
import type { Verdict } from '../verdict.ts';
import { earliestEndNanos, indexAtTime } from './moments.ts';
import { stockedItem } from './stocked-item.ts';
import { type Booking, readStockHistory, type StockHistory } from './stock-history.ts';

/** An operation and where in the order of the history it belongs. */
interface Placed {
  readonly at: number;
  readonly operation: Operation;
}

/**
 * Each item is as if one copy of it were asked one thing at a time. The end of a reservation's time is an operation of
 * nobody: it happens between the first moment at which the time may be over and the server's statement that it was, or,
 * where no server states it, at any time after that moment or never. The search is the general one, a search a key.
 */
export function checkLinearizableStock(history: History): Verdict {
  const read = readStockHistory(history);
  const names = ['reserve', 'confirm', 'cancel', 'stock'];
  const clients = history.operations
    .filter(({ f, process }) => names.includes(f) && typeof process === 'number')
    .map((operation): Placed => ({ at: operation.index, operation: keyed(operation, read) }));
  let process = clients.reduce((most, { operation }) => Math.max(most, Number(operation.process)), 0);
  const ends = [...read.bookings.values()].flatMap((booking) => placeExpiry(history, booking, ++process));
  const placed = [...clients, ...ends].toSorted((a, b) => a.at - b.at).map(({ operation }) => operation);
  return checkLinearizability(new History(placed, { approximateTime: true }), {
    spec: stockedItem,
    independent: true,
    requireConcurrency: true,
  });
}

/** The operation under its item's name, with what the item's rules depend on. */
function keyed(operation: Operation, { stock }: StockHistory): Operation {
  const { item, request, reservation = request, units = 0 } = fieldsOf(operation, '{ item, … }');
  const { f, type, value } = operation;
  const most = stock.get(String(item)) ?? 0;
  if (f === 'stock') return { ...operation, value: [item, type === 'ok' ? value : null] };
  return { ...operation, value: [item, { reservation, request, units, stock: most }] };
}

function placeExpiry(history: History, booking: Booking, process: number): readonly Placed[] {
  const { reservation, item, attempts, confirms, cancels, expiries } = booking;
  const [stated] = expiries;
  const isEnded = [...confirms, ...cancels].some(({ outcome }) => outcome === 'ok');
  const mayBeMade = attempts.some(({ outcome }) => outcome !== 'fail');
  if (!mayBeMade || (stated === undefined && isEnded)) return [];
  const possible = indexAtTime(history, earliestEndNanos(booking));
  const from = Math.min(possible, stated?.index ?? Infinity);
  const next = history.operations[from];
  if (next === undefined) return [];
  const event = { process, f: 'expire', value: [item, { reservation }] };
  const { index, time } = stated ?? next;
  // Half a place before the operation at which it may begin: the statement itself comes after.
  const begun: Placed = { at: from - 0.5, operation: { ...event, index, time: next.time, type: 'invoke' } };
  if (stated === undefined) return [begun];
  return [begun, { at: index, operation: { ...event, index, time, type: 'ok' } }];
}
