import { OPEN, type CallTable } from '../call-table.ts';
import { sortedRows } from './sorted-rows.ts';

/** Visits the invocations and returns of a table in the order of time, until a visit answers something, and answers that. */
export function sweepEvents<Found>(
  calls: CallTable,
  onCall: (row: number) => Found | undefined,
  onReturn: (row: number) => Found | undefined,
): Found | undefined {
  const { call, ret, length } = calls;
  const byReturn = sortedRows(ret);
  let returned = 0;
  for (let row = 0; row <= length; row++) {
    const until = row < length ? call[row]! : OPEN;
    for (; returned < length && ret[byReturn[returned]!]! < until; returned++) {
      const found = onReturn(byReturn[returned]!);
      if (found !== undefined) return found;
    }
    if (row === length) return undefined;
    const found = onCall(row);
    if (found !== undefined) return found;
  }
  return undefined;
}
