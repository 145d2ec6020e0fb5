import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { assignOpenTakes } from './assign-open-takes.ts';
import { barriersBefore, barriersOf, untakenValues } from './barriers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { itemIntervals, violation, type ItemIntervals } from './item-intervals.ts';
import { pointInGap, PointOrder, pointOf } from './point-order.ts';
import { sortedRows } from './sorted-rows.ts';

/**
 * Decides a FIFO queue in O(n log n) when no item is enqueued twice. Four things can be wrong (Henzinger, Sezgin and Vafeiadis,
 * "Aspect-oriented linearizability proofs", 2013): an item dequeued before it was there, an item dequeued twice, two items
 * out of order, and a dequeue that found nothing although some item was always there.
 */
export function checkFifoQueue(calls: CallTable, values: ValueNumbers): FastOutcome {
  const collected = itemIntervals(calls, values);
  if ('kind' in collected) return collected;
  const items = assignOpenTakes(collected, calls);
  const overtaking = findOvertaking(items);
  if (overtaking !== undefined) return overtaking;
  const barriers = barriersOf(items, calls);
  if ('kind' in barriers) return barriers;
  // An item belongs after every empty instant before its last invocation, and before all later ones.
  const segments = new Int32Array(items.count);
  for (let item = 0; item < items.count; item++)
    segments[item] = barriersBefore(barriers.sorted, Math.max(items.insertCalls[item]!, items.takeCalls[item]!));
  const order = new PointOrder(calls.length);
  let inserted = 0;
  let taken = 0;
  for (const item of itemOrder(items, segments)) {
    const segment = segments[item]!;
    const barrier = segment === 0 ? 0 : pointInGap(barriers.sorted[segment - 1]!);
    inserted = Math.max(inserted, barrier, pointOf(items.insertCalls[item]!));
    order.place(items.insertRows[item]!, inserted);
    if (items.takeRows[item] === NONE) continue;
    taken = Math.max(taken, inserted, pointOf(items.takeCalls[item]!));
    order.place(items.takeRows[item]!, taken);
  }
  return { kind: 'linearizable', order: withEmpties(order, items, barriers.gaps) };
}

function withEmpties(order: PointOrder, items: ItemIntervals, gaps: Int32Array): Int32Array {
  // An item enqueued at the very instant of a barrier comes after it.
  const all = new PointOrder(order.count + gaps.length);
  items.empties.forEach((row, i) => all.place(row, pointInGap(gaps[i]!)));
  order.copyTo(all);
  return all.finish();
}

/** An item that was enqueued after another one was, and dequeued before the other one could be. */
function findOvertaking(items: ItemIntervals): FastOutcome | undefined {
  const { insertCalls, insertReturns, takeCalls, takeReturns, values, count } = items;
  const byReturn = sortedRows(insertReturns);
  let earlier = 0;
  let slowest = NONE;
  for (const item of sortedRows(insertCalls)) {
    for (; earlier < count && insertReturns[byReturn[earlier]!]! < insertCalls[item]!; earlier++)
      if (slowest === NONE || takeCalls[byReturn[earlier]!]! > takeCalls[slowest]!) slowest = byReturn[earlier]!;
    if (slowest !== NONE && takeCalls[slowest]! > takeReturns[item]!)
      return violation('out-of-order', [values[slowest]!, values[item]!, ...untakenValues(items)], []);
  }
  return undefined;
}

/**
 * Items so that one whose insertion, or whose taking, was over before that of another began comes first, segment by segment.
 * Without overtaking there is such an order; an item is next when no other one left has to come before it.
 */
function itemOrder(items: ItemIntervals, segments: Int32Array): Int32Array {
  const { count } = items;
  const bySegment = (times: Int32Array): Int32Array => {
    const rows = sortedRows(times);
    const place = sortedRows(rows.map((item) => segments[item]!));
    return place.map((position) => rows[position]!);
  };
  // An item was enqueued before its enqueue returned, and before its dequeue did.
  const present = items.insertReturns.map((ret, item) => Math.min(ret, items.takeReturns[item]!));
  const insertCalls = bySegment(items.insertCalls);
  const insertReturns = bySegment(present);
  const takeCalls = bySegment(items.takeCalls);
  const takeReturns = bySegment(items.takeReturns);
  const isDone = new Uint8Array(count);
  const waitsFor = new Uint8Array(count).fill(2);
  const ready = new Int32Array(count);
  const order = new Int32Array(count);
  let done = 0;
  let readyCount = 0;
  // Positions in the four lists.
  let insertCall = 0;
  let insertReturn = 0;
  let takeCall = 0;
  let takeReturn = 0;
  const isReady = (item: number): void => {
    if (--waitsFor[item]! === 0) ready[readyCount++] = item;
  };
  const isAfter = (item: number, first: number, calls: Int32Array, returns: Int32Array): boolean =>
    segments[item]! > segments[first]! || calls[item]! > returns[first]!;
  while (done < count) {
    while (isDone[insertReturns[insertReturn]!] === 1) insertReturn++;
    while (isDone[takeReturns[takeReturn]!] === 1) takeReturn++;
    const firstInserted = insertReturns[insertReturn]!;
    const firstTaken = takeReturns[takeReturn]!;
    while (insertCall < count && !isAfter(insertCalls[insertCall]!, firstInserted, items.insertCalls, present))
      isReady(insertCalls[insertCall++]!);
    while (takeCall < count && !isAfter(takeCalls[takeCall]!, firstTaken, items.takeCalls, items.takeReturns))
      if (items.takeCalls[takeCalls[takeCall]!] === OPEN && done < takeCall) break;
      else isReady(takeCalls[takeCall++]!);
    if (readyCount === 0) throw new Error('items of a queue without overtaking have no order');
    const item = ready[--readyCount]!;
    isDone[item] = 1;
    order[done++] = item;
  }
  return order;
}
