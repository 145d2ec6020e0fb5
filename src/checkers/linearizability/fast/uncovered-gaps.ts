import type { ItemIntervals } from './item-intervals.ts';
import { sortedRows } from './sorted-rows.ts';

/**
 * The gaps between events in which none of the items covered so far has to be in the collection. Time is divided at the ends of
 * the items' presence; a cell from one end to the next is covered as a whole, and covered cells are skipped by union-find.
 */
export class UncoveredGaps {
  readonly #items: ItemIntervals;
  /** Ends in order; cell `c` begins at end `c - 1`, cell 0 at the beginning of time. */
  readonly #ends: Int32Array;
  /** By cell: itself while it is not covered, else a later cell. */
  readonly #next: Int32Array;

  constructor(items: ItemIntervals) {
    this.#items = items;
    const ends = Int32Array.from([...items.insertReturns, ...items.takeCalls]);
    this.#ends = sortedRows(ends).map((end) => ends[end]!);
    this.#next = Int32Array.from({ length: ends.length + 2 }, (_, cell) => cell);
  }

  /** Marks the presence of an item. */
  cover(item: number): void {
    const start = this.#items.insertReturns[item]!;
    const end = this.#items.takeCalls[item]!;
    if (start >= end) return;
    const last = this.#cellOf(end - 1);
    for (let cell = this.#free(this.#cellOf(start)); cell <= last; cell = this.#free(cell)) this.#next[cell] = cell + 1;
  }

  /** The first gap from `gap` on that no marked item covers. */
  firstFrom(gap: number): number {
    const cell = this.#cellOf(gap);
    const free = this.#free(cell);
    return free === cell ? gap : this.#ends[free - 1]!;
  }

  /** How many ends are at or before a gap. */
  #cellOf(gap: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ends[middle]! <= gap) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #free(cell: number): number {
    const next = this.#next;
    let root = cell;
    while (next[root] !== root) root = next[root]!;
    for (let at = cell; at !== root;) {
      const following = next[at]!;
      next[at] = root;
      at = following;
    }
    return root;
  }
}
