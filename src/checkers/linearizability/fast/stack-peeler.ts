import { OPEN } from '../call-table.ts';
import { BitTree } from './bit-tree.ts';
import type { ItemIntervals } from './item-intervals.ts';
import { CoverageTree, MinimumTree } from './range-trees.ts';
import { sortedRows } from './sorted-rows.ts';

const FITS_LEFT = 1;
const FITS_RIGHT = 2;
const FITS = 3;

/**
 * Takes items away from a stack's history, outermost first. Time is divided at the ends of the items' presence: border `b` lies
 * before end `b`. A part of the history lies between two borders that no item's presence crosses. An item can be the
 * outermost of its part if its push was invoked before any push of the part returned, and its pop returned after every pop
 * of the part was invoked.
 */
export class StackPeeler {
  /** Items in the order in which they were taken away. */
  readonly peeled: number[] = [];
  /** Items that could be pushed and popped at one instant; they disturb nothing. */
  readonly passing: number[] = [];
  /** By item: the borders of its part when it was taken away. */
  readonly partStart: Int32Array;
  readonly partEnd: Int32Array;
  /** Items that are present for some time. */
  readonly #present: number[] = [];
  /** By end: its time, and its item. */
  readonly #times: Int32Array;
  readonly #itemAt: Int32Array;
  /** By item: its two ends. */
  readonly #startOf: Int32Array;
  readonly #endOf: Int32Array;
  /** By item: FITS_LEFT and FITS_RIGHT, which it keeps, for parts only shrink. */
  readonly #fits: Uint8Array;
  readonly #ready: number[] = [];
  readonly #coverage: CoverageTree;
  readonly #pushes: MinimumTree;
  readonly #pops: MinimumTree;
  readonly #borders: BitTree;
  readonly #ends: BitTree;

  constructor(items: ItemIntervals) {
    const { count, insertReturns, takeCalls } = items;
    for (let item = 0; item < count; item++)
      (insertReturns[item]! < takeCalls[item]! ? this.#present : this.passing).push(item);
    const present = this.#present;
    const times = Int32Array.from([
      ...present.map((item) => insertReturns[item]!),
      ...present.map((item) => takeCalls[item]!),
    ]);
    const byTime = sortedRows(times);
    const ends = times.length;
    this.partStart = new Int32Array(count);
    this.partEnd = new Int32Array(count);
    this.#times = byTime.map((end) => times[end]!);
    this.#itemAt = byTime.map((end) => present[end % present.length]!);
    this.#startOf = new Int32Array(count);
    this.#endOf = new Int32Array(count);
    this.#fits = new Uint8Array(count);
    this.#borders = new BitTree(ends + 1);
    this.#ends = new BitTree(ends + 1);
    const pushes = new Int32Array(ends).fill(OPEN);
    const pops = new Int32Array(ends).fill(OPEN);
    const counts = new Int32Array(ends);
    this.#borders.add(0);
    for (let end = 0, covering = 0; end < ends; end++) {
      const item = this.#itemAt[end]!;
      const isStart = byTime[end]! < present.length;
      covering += isStart ? 1 : -1;
      counts[end] = covering === 0 ? OPEN >>> 1 : covering;
      if (covering === 0) this.#borders.add(end + 1);
      this.#ends.add(end);
      (isStart ? this.#startOf : this.#endOf)[item] = end;
      if (isStart) pushes[end] = items.insertCalls[item]!;
      else pops[end] = -items.takeReturns[item]!;
    }
    this.#coverage = new CoverageTree(counts);
    this.#pushes = new MinimumTree(pushes);
    this.#pops = new MinimumTree(pops);
  }

  /** Takes away all items that it can. Answers the items of a part of which none can be the outermost, if there is one. */
  peel(): readonly number[] {
    this.#fit(0, this.#times.length);
    for (let item = this.#ready.pop(); item !== undefined; item = this.#ready.pop()) this.#takeAway(item);
    const stuck = this.#present.find((item) => this.#fits[item] !== FITS);
    if (stuck === undefined) return [];
    const start = this.#borders.previous(this.#startOf[stuck]!);
    const end = this.#borders.next(this.#endOf[stuck]! + 1);
    return this.#present.filter(
      (item) => this.#fits[item] !== FITS && this.#startOf[item]! >= start && this.#endOf[item]! < end,
    );
  }

  /** The border that lies in a gap between events. */
  borderOf(gap: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#times[middle]! <= gap) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #takeAway(item: number): void {
    const start = this.#startOf[item]!;
    const end = this.#endOf[item]!;
    const partStart = this.#borders.previous(start);
    const partEnd = this.#borders.next(end + 1);
    this.partStart[item] = partStart;
    this.partEnd[item] = partEnd;
    this.peeled.push(item);
    this.#ends.remove(start);
    this.#ends.remove(end);
    this.#coverage.uncover(start, end, (cell) => this.#borders.add(cell + 1));
    this.#fit(partStart, partEnd);
  }

  /** Finds out which items now fit left or right in the parts between two borders. */
  #fit(from: number, to: number): void {
    for (let start = from, end = from; start < to; start = end) {
      end = this.#borders.next(start + 1);
      const first = this.#ends.next(start);
      if (first < 0 || first >= end) continue;
      const last = this.#ends.previous(end - 1);
      const firstReturn = this.#times[first]!;
      const lastCall = this.#times[last]!;
      this.#mark(this.#pushes, start, end, firstReturn, FITS_LEFT);
      this.#mark(this.#pops, start, end, -lastCall, FITS_RIGHT);
    }
  }

  #mark(tree: MinimumTree, start: number, end: number, limit: number, side: number): void {
    for (let at = tree.takeAtMost(start, end, limit); at >= 0; at = tree.takeAtMost(start, end, limit)) {
      const item = this.#itemAt[at]!;
      this.#fits[item]! |= side;
      if (this.#fits[item] === FITS) this.#ready.push(item);
    }
  }
}
