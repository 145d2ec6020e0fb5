import { OPEN, UNSEEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, violation } from './item-intervals.ts';
import { PointOrder, pointOf } from './point-order.ts';

const ACQUIRE = 0;
const USE = 1;

/**
 * Decides a lease with fencing tokens in O(n log n). Acquisitions come in the order of their tokens, uses too, and a token is
 * given out before it is used or released; each call takes effect at the latest invocation of those that must come before it.
 */
export function checkFencedLease(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  const start = initial as { readonly granted: readonly number[]; readonly seen: number };
  if (start.granted.length > 0 || start.seen !== 0) return inapplicable('tokens were given out before the history');
  const tokens = new Float64Array(calls.length);
  const granted = new Map<number, number>();
  const rows: number[] = [];
  for (let row = 0; row < calls.length; row++) {
    if (calls.ret[row] === OPEN) {
      if (calls.f[row] === ACQUIRE && calls.result[row] !== UNSEEN)
        return inapplicable('a token may have been given out');
      continue;
    }
    const id = calls.f[row] === ACQUIRE ? calls.result[row]! : calls.argument[row]!;
    const token = values.valueOf(id);
    if (!Number.isSafeInteger(token)) return inapplicable('a token is no integer');
    tokens[row] = token as number;
    rows.push(row);
    if (calls.f[row] !== ACQUIRE) continue;
    if ((token as number) <= 0 || granted.has(token as number)) return violation('duplicate-token', [id], []);
    granted.set(token as number, row);
  }
  rows.sort((a, b) => tokens[a]! - tokens[b]! || calls.f[a]! - calls.f[b]! || a - b);
  const order = new PointOrder(rows.length);
  // The call invoked last among those before, in each of the two sequences.
  let lastAcquire = NONE;
  let lastUse = NONE;
  for (const row of rows) {
    const idOf = (other: number): number => (calls.f[other] === ACQUIRE ? calls.result : calls.argument)[other]!;
    if (calls.f[row] !== ACQUIRE && !granted.has(tokens[row]!)) return violation('phantom-token', [idOf(row)], [row]);
    let before = lastAcquire;
    if (calls.f[row] === USE && lastUse !== NONE && calls.call[lastUse]! > calls.call[before]!) before = lastUse;
    if (before !== NONE && calls.call[before]! > calls.ret[row]!) {
      const isReuse = calls.f[row] === USE && calls.f[before] === USE;
      return violation(isReuse ? 'fenced-token-used' : 'out-of-order', [idOf(before), idOf(row)], [before, row]);
    }
    const latest = before === NONE || calls.call[row]! > calls.call[before]! ? row : before;
    if (calls.f[row] === ACQUIRE) lastAcquire = latest;
    else if (calls.f[row] === USE) lastUse = latest;
    order.place(row, pointOf(calls.call[latest]!));
  }
  return { kind: 'linearizable', order: order.finish() };
}
