import { OPEN, type CallTable } from '../call-table.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { violation, type ItemIntervals } from './item-intervals.ts';
import { coverOf, firstFreeGap, presenceOf } from './presence.ts';

/** Instants at which a collection is empty, as gaps between events. */
export interface Barriers {
  /** For each take that found nothing, in the order of `empties`. */
  readonly gaps: Int32Array;
  readonly sorted: Int32Array;
}

/** Finds for each take that found nothing the first gap in which no item has to be there. */
export function barriersOf(items: ItemIntervals, calls: CallTable): Barriers | FastOutcome {
  const presence = presenceOf(items);
  const gaps = new Int32Array(items.empties.length);
  for (let i = 0; i < gaps.length; i++) {
    const row = items.empties[i]!;
    gaps[i] = firstFreeGap(presence, calls.call[row]!);
    if (gaps[i]! >= calls.ret[row]!) {
      const cover = coverOf(items, calls.call[row]!, calls.ret[row]!, () => true);
      return violation('empty-read', [...cover.map((item) => items.values[item]!), ...untakenValues(items)], [row]);
    }
  }
  return { gaps, sorted: gaps.slice().sort() };
}

/** Items that a take of unknown outcome may have taken, when there is such a take. */
export function untakenValues(items: ItemIntervals): readonly number[] {
  if (items.openTakes.length === 0) return [];
  const values: number[] = [];
  for (let item = 0; item < items.count; item++) if (items.takeReturns[item] === OPEN) values.push(items.values[item]!);
  return values;
}

/** The last of the sorted gaps that is before `position`, or -1. */
export function lastBarrierBefore(sorted: Int32Array, position: number): number {
  const before = barriersBefore(sorted, position);
  return before === 0 ? -1 : sorted[before - 1]!;
}

/** How many of the sorted gaps are before `position`. */
export function barriersBefore(sorted: Int32Array, position: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
