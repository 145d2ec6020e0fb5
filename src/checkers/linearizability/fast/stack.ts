import type { CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { barriersOf } from './barriers.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, itemIntervals, violation, type ItemIntervals } from './item-intervals.ts';
import { pointInGap, PointOrder, pointOf } from './point-order.ts';
import { sortedRows } from './sorted-rows.ts';
import { StackPeeler } from './stack-peeler.ts';

const POP = 0;
const EMPTY = 1;
const PUSH = 2;

/**
 * Decides a stack in O(n log n) when no item is pushed twice. Instants at which nothing has to be on the stack split it into
 * parts that don't concern each other. In a part without such an instant some item is pushed first and popped last; whichever
 * can be is taken away, and the rest is judged in the same way (decrease and conquer: Lee and Mathur, OOPSLA 2025).
 */
export function checkStack(calls: CallTable, values: ValueNumbers): FastOutcome {
  const items = itemIntervals(calls, values);
  if ('kind' in items) return items;
  if (items.openTakes.length > 0 && items.takeRows.includes(NONE))
    return inapplicable('a pop of unknown outcome may have taken items that are left');
  const barriers = barriersOf(items, calls);
  if ('kind' in barriers) return barriers;
  const peeler = new StackPeeler(items);
  const stuck = peeler.peel();
  if (stuck.length > 0)
    return violation(
      'out-of-order',
      stuck.map((item) => items.values[item]!),
      [],
    );
  return { kind: 'linearizable', order: orderOf(items, calls, peeler, barriers.gaps) };
}

/** Items in the order in which they were taken away: earlier ones are pushed before, and popped after, later ones of their part. */
function orderOf(items: ItemIntervals, calls: CallTable, peeler: StackPeeler, gaps: Int32Array): Int32Array {
  const peeled = peeler.peeled;
  const rows: number[] = [];
  const borders: number[] = [];
  const points: number[] = [];
  const add = (row: number, border: number, kind: number, point: number): void => {
    rows.push(row);
    borders.push(3 * border + kind);
    points.push(point);
  };
  for (const item of peeled)
    add(items.insertRows[item]!, peeler.partStart[item]!, PUSH, pointOf(items.insertCalls[item]!));
  for (const i of sortedRows(gaps)) add(items.empties[i]!, peeler.borderOf(gaps[i]!), EMPTY, pointInGap(gaps[i]!));
  for (let i = peeled.length - 1; i >= 0; i--) {
    const item = peeled[i]!;
    if (items.takeRows[item] !== NONE)
      add(items.takeRows[item]!, peeler.partEnd[item]!, POP, pointOf(items.takeCalls[item]!));
  }
  const order = new PointOrder(calls.length);
  let latest = 0;
  for (const place of sortedRows(Int32Array.from(borders))) {
    latest = Math.max(latest, points[place]!);
    order.place(rows[place]!, latest);
  }
  for (const item of peeler.passing) {
    const point = pointOf(Math.max(items.insertCalls[item]!, items.takeCalls[item]!));
    order.place(items.insertRows[item]!, point);
    order.place(items.takeRows[item]!, point);
  }
  return order.finish();
}
