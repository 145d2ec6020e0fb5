import type { Machine } from './machine.ts';
import type { Problem, Timeline } from './timeline.ts';

/** One configuration being built: the next return, the state, and a bit for each pending call that already took effect. */
export class Cursor {
  rank = 0;
  state = 0;
  readonly mask: Int32Array;
  readonly #machine: Machine;
  readonly #classes: Int32Array;
  readonly #timeline: Timeline;

  constructor(problem: Problem, timeline: Timeline) {
    this.#machine = problem.machine;
    this.#classes = problem.classes;
    this.#timeline = timeline;
    this.mask = new Int32Array(timeline.words);
  }

  /** The configuration before the first event. */
  start(state: number): void {
    this.rank = 0;
    this.state = state;
    this.mask.fill(0);
  }

  has(row: number): boolean {
    const slot = this.#timeline.slots[row]!;
    return ((this.mask[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  /** Notes that a call took effect. */
  mark(row: number): void {
    const slot = this.#timeline.slots[row]!;
    if (slot >= 0) this.mask[slot >>> 5]! |= 1 << (slot & 31);
  }

  /** Lets every pending read-only call that the state allows take effect, then passes all returns that wait for nothing. */
  settle(order?: number[]): void {
    const { starts, rows } = this.#timeline.pendingReads;
    if (this.rank === this.#timeline.returns.length) return;
    this.#read(rows, starts[this.rank]!, starts[this.rank + 1]!, order);
    while (this.#passReturn()) this.#readNew(order);
  }

  /** Passes the next return although its call never took effect, then settles. */
  skip(order?: number[]): void {
    this.rank++;
    this.#readNew(order);
    while (this.#passReturn()) this.#readNew(order);
  }

  #passReturn(): boolean {
    const { returns, slots } = this.#timeline;
    if (this.rank === returns.length) return false;
    const slot = slots[returns[this.rank]!]!;
    const bit = 1 << (slot & 31);
    if ((this.mask[slot >>> 5]! & bit) === 0) return false;
    this.mask[slot >>> 5]! &= ~bit;
    this.rank++;
    return true;
  }

  #readNew(order: number[] | undefined): void {
    const { starts, rows } = this.#timeline.newReads;
    if (this.rank < this.#timeline.returns.length) this.#read(rows, starts[this.rank]!, starts[this.rank + 1]!, order);
  }

  #read(rows: Int32Array, start: number, end: number, order: number[] | undefined): void {
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      if (this.has(row) || this.#machine.step(this.state, this.#classes[row]!) !== this.state) continue;
      this.mark(row);
      order?.push(row);
    }
  }
}
