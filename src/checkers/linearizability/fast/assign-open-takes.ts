import type { CallTable } from '../call-table.ts';
import { NONE } from '../value-numbers.ts';
import type { ItemIntervals } from './item-intervals.ts';
import { sortedRows } from './sorted-rows.ts';

/**
 * Lets takes of unknown outcome take items that nobody is known to have taken: the first invoked take gets the item whose
 * insertion returned first. Any such assignment only loosens what must hold, and this one loosens it most, for the earliest
 * takes serve the items that are there for longest.
 */
export function assignOpenTakes(items: ItemIntervals, calls: CallTable): ItemIntervals {
  if (items.openTakes.length === 0) return items;
  const takeRows = items.takeRows.slice();
  const takeCalls = items.takeCalls.slice();
  let next = 0;
  for (const item of sortedRows(items.insertReturns)) {
    if (takeRows[item] !== NONE) continue;
    const row = items.openTakes[next++];
    if (row === undefined) break;
    takeRows[item] = row;
    takeCalls[item] = calls.call[row]!;
  }
  return { ...items, takeRows, takeCalls };
}
