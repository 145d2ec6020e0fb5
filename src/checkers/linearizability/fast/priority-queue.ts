import { OPEN, type CallTable } from '../call-table.ts';
import { priorityOf } from '../specs/collections.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { BitTree } from './bit-tree.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, itemIntervals, violation, type ItemIntervals } from './item-intervals.ts';
import { pointInGap, PointOrder, pointOf } from './point-order.ts';
import { coverOf } from './presence.ts';
import { sortedRows } from './sorted-rows.ts';
import { UncoveredGaps } from './uncovered-gaps.ts';

/**
 * Decides a priority queue in O(n log n) when no item is inserted twice: an item comes out at an instant at which no better
 * one was certainly in. By induction over priorities, best first: at such an instant the better items can all be out, so it
 * splits their calls in two that do not concern each other, and an item more disturbs none of them.
 */
export function checkPriorityQueue(calls: CallTable, values: ValueNumbers): FastOutcome {
  const items = itemIntervals(calls, values);
  if ('kind' in items) return items;
  if (items.openTakes.length > 0 && items.takeRows.includes(NONE))
    return inapplicable('a delete-min of unknown outcome may have taken items that are left');
  const priorities = Float64Array.from(items.values, (value) => priorityOf(values.valueOf(value)));
  if (priorities.some((priority) => Number.isNaN(priority))) return inapplicable('an item has no priority');
  const best = Int32Array.from(priorities, (_, item) => item).sort((a, b) => priorities[a]! - priorities[b]!);
  const gaps = new UncoveredGaps(items);
  const taken = new Int32Array(items.count).fill(OPEN);
  for (let start = 0, end = 0; start < items.count; start = end) {
    for (; end < items.count && priorities[best[end]!] === priorities[best[start]!]; end++) {
      const item = best[end]!;
      if (items.takeRows[item] === NONE) continue;
      const from = Math.max(items.insertCalls[item]!, items.takeCalls[item]!);
      taken[item] = gaps.firstFrom(from);
      if (taken[item] < items.takeReturns[item]!) continue;
      const isBetter = (other: number): boolean => priorities[other]! < priorities[item]!;
      const cover = coverOf(items, from, items.takeReturns[item]!, isBetter);
      return violation(
        'out-of-order',
        [item, ...cover].map((other) => items.values[other]!),
        [],
      );
    }
    for (let i = start; i < end; i++) gaps.cover(best[i]!);
  }
  const empty = new Int32Array(items.empties.length);
  for (const [i, row] of items.empties.entries()) {
    empty[i] = gaps.firstFrom(calls.call[row]!);
    if (empty[i] < calls.ret[row]!) continue;
    const cover = coverOf(items, calls.call[row]!, calls.ret[row]!, () => true);
    return violation(
      'empty-read',
      cover.map((item) => items.values[item]!),
      [row],
    );
  }
  return { kind: 'linearizable', order: orderOf(items, priorities, best, taken, empty) };
}

/** Each item goes in as late as it can: after the last worse one, or emptiness, that came before it went out. */
function orderOf(
  items: ItemIntervals,
  priorities: Float64Array,
  best: Int32Array,
  taken: Int32Array,
  empty: Int32Array,
): Int32Array {
  const order = new PointOrder(2 * items.count + items.empties.length);
  for (const item of best) if (taken[item] !== OPEN) order.place(items.takeRows[item]!, pointInGap(taken[item]!));
  items.empties.forEach((row, i) => order.place(row, pointInGap(empty[i]!)));
  const instants = Int32Array.from([...taken, ...empty]);
  const sorted = sortedRows(instants);
  const places = new Int32Array(instants.length);
  sorted.forEach((instant, place) => (places[instant] = place));
  const barriers = new BitTree(instants.length + 1);
  for (let i = 0; i < empty.length; i++) barriers.add(places[items.count + i]!);
  for (let start = items.count, end = items.count; end > 0; end = start) {
    const priority = priorities[best[end - 1]!]!;
    for (start = end; start > 0 && priorities[best[start - 1]!] === priority; start--) {
      const item = best[start - 1]!;
      const barrier = lastBefore(barriers, instants, sorted, places[item]!);
      const point = Math.max(pointOf(items.insertCalls[item]!), barrier < 0 ? 0 : pointInGap(barrier));
      order.place(items.insertRows[item]!, point);
    }
    for (let i = start; i < end; i++) if (taken[best[i]!] !== OPEN) barriers.add(places[best[i]!]!);
  }
  return order.finish();
}

/** The last barrier that is truly before the instant at a place; -1 when there is none. */
function lastBefore(barriers: BitTree, instants: Int32Array, sorted: Int32Array, place: number): number {
  const limit = instants[sorted[place]!]!;
  let at = barriers.previous(place);
  while (at >= 0 && instants[sorted[at]!] === limit) at = barriers.previous(at - 1);
  return at < 0 ? -1 : instants[sorted[at]!]!;
}
