import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { assignOpenTakes } from './assign-open-takes.ts';
import { barriersOf, lastBarrierBefore } from './barriers.ts';
import { itemIntervals } from './item-intervals.ts';
import { pointInGap, PointOrder, pointOf } from './point-order.ts';

/**
 * Decides a bag in O(n log n) when no item is added twice: an item is taken after it is added, and a take that found nothing
 * needs an instant at which no item was certainly in the bag.
 */
export function checkBag(calls: CallTable, values: ValueNumbers): FastOutcome {
  const collected = itemIntervals(calls, values);
  if ('kind' in collected) return collected;
  const items = assignOpenTakes(collected, calls);
  const barriers = barriersOf(items, calls);
  if ('kind' in barriers) return barriers;
  const order = new PointOrder(2 * items.count + items.empties.length);
  items.empties.forEach((row, i) => order.place(row, pointInGap(barriers.gaps[i]!)));
  for (let item = 0; item < items.count; item++) {
    const isTaken = items.takeRows[item] !== NONE && items.takeCalls[item] !== OPEN;
    const end = isTaken ? Math.max(items.insertCalls[item]!, items.takeCalls[item]!) : OPEN;
    // Added as late as possible: after the last instant at which the bag was empty.
    const barrier = lastBarrierBefore(barriers.sorted, end);
    const added = Math.max(pointOf(items.insertCalls[item]!), barrier < 0 ? 0 : pointInGap(barrier));
    order.place(items.insertRows[item]!, added);
    if (isTaken) order.place(items.takeRows[item]!, pointOf(end));
  }
  return { kind: 'linearizable', order: order.finish() };
}
