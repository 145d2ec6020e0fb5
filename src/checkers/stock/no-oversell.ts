import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { totalOf } from './readings.ts';
import { type Stay, staysOf, sweepStays } from './stays.ts';
import { readStockHistory } from './stock-history.ts';

/**
 * At no instant are more units of an item surely reserved or sold than there are: what holds at the moment of each answer
 * that grants some. Readings of the stock must not show more than there is either. O(n log n) for n operations.
 */
export function checkNoOversell(history: History): Verdict {
  const { stock, bookings, readings } = readStockHistory(history);
  const findings = new Findings();
  const stays = staysOf(history, bookings.values());
  const grants = stays.map((stay) => ({ at: stay.from, stay })).toSorted((a, b) => a.at - b.at);
  sweepStays(stays, grants, ({ stay }, present) => {
    const { item } = stay.booking;
    const there = present.get(item) ?? new Set();
    const most = stock.get(item);
    const taken = [...there].reduce((sum, { booking }) => sum + booking.units, 0);
    if (most !== undefined && taken > most) addOversold(stay, [...there], taken, most, findings);
  });
  for (const { read, reading } of readings) {
    const taken = totalOf(reading.reserved) + totalOf(reading.sold);
    if (taken > reading.stock)
      findings.add('oversold', () => ({
        message: `${describeInvocation(read)} found ${taken} units reserved and sold, of ${reading.stock}.`,
        operations: indicesOf(read),
      }));
  }
  const soldOut = [...bookings.values()].filter(({ attempts }) =>
    attempts.some(({ completion }) => completion?.['error'] === 'sold out'),
  ).length;
  const exercised = { items: stock.size, reservations: stays.length, soldOut, readings: readings.length };
  if (findings.all().length === 0 && (stays.length === 0 || stock.size === 0))
    return { verdict: 'vacuous', exercised, reason: 'nothing was reserved, or no server stated its stock' };
  return verdictOf(findings.all(), exercised);
}

function addOversold(last: Stay, present: readonly Stay[], taken: number, most: number, findings: Findings): void {
  const held = present.map(({ booking }) => `${booking.reservation} (${booking.units})`).join(', ');
  findings.add('oversold', () => ({
    message: `When ${describeInvocation(last.grant)} was answered, ${taken} units of ${last.booking.item} were reserved or sold, of ${most}: ${held}.`,
    operations: present.flatMap(({ grant }) => indicesOf(grant)),
  }));
}
