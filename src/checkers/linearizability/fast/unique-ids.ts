import { OPEN, type CallTable } from '../call-table.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { violation } from './item-intervals.ts';

/** Decides a source of identifiers in O(n): any order will do if none came twice. */
export function checkUniqueIds(calls: CallTable): FastOutcome {
  const seen = new Map<number, number>();
  const order: number[] = [];
  for (let row = 0; row < calls.length; row++) {
    const id = calls.result[row]!;
    if (calls.ret[row] === OPEN) continue;
    const other = seen.get(id);
    if (other !== undefined) return violation('duplicate-id', [id], [other, row]);
    seen.set(id, row);
    order.push(row);
  }
  return { kind: 'linearizable', order };
}
