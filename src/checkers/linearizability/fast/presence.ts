import { OPEN } from '../call-table.ts';
import type { ItemIntervals } from './item-intervals.ts';
import { sortedRows } from './sorted-rows.ts';

/**
 * When a collection is certainly not empty: from the return of an item's insertion to the invocation of the call that took it,
 * for all items together, as disjoint intervals in order. Gap `g` is the time between the events at positions `g` and `g + 1`;
 * an interval covers the gaps from `starts` to before `ends`.
 */
export interface Presence {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
}

/** The presence of the items of a collection. */
export function presenceOf({ count, insertReturns, takeCalls }: ItemIntervals): Presence {
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  let intervals = 0;
  for (const item of sortedRows(insertReturns)) {
    const start = insertReturns[item]!;
    const end = takeCalls[item]!;
    if (start >= end) continue;
    if (intervals > 0 && start <= ends[intervals - 1]!) {
      if (end > ends[intervals - 1]!) ends[intervals - 1] = end;
    } else {
      starts[intervals] = start;
      ends[intervals++] = end;
    }
  }
  return { starts, ends, count: intervals };
}

/** The first gap from `gap` on that no interval covers; OPEN when there is none. */
export function firstFreeGap({ starts, ends, count }: Presence, gap: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= gap) low = middle + 1;
    else high = middle;
  }
  return low > 0 && ends[low - 1]! > gap ? ends[low - 1]! : gap;
}

/**
 * A few items that together cover all gaps from `from` to before `to`; there are such. Takes the one that reaches furthest
 * each time.
 */
export function coverOf(
  { count, insertReturns, takeCalls }: ItemIntervals,
  from: number,
  to: number,
  isCandidate: (item: number) => boolean,
): readonly number[] {
  const cover: number[] = [];
  for (let gap = from; gap < to;) {
    let best = -1;
    for (let item = 0; item < count; item++)
      if (insertReturns[item]! <= gap && takeCalls[item]! > gap && isCandidate(item))
        if (best < 0 || takeCalls[item]! > takeCalls[best]!) best = item;
    if (best < 0) return cover;
    cover.push(best);
    gap = takeCalls[best]!;
    if (gap === OPEN) break;
  }
  return cover;
}
