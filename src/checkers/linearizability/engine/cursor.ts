import type { Machine } from './machine.ts';
import type { Problem, Root, Timeline } from './timeline.ts';
import type { Trail } from './trail.ts';

const NO_ROWS: readonly number[] = [];

/**
 * One configuration being built: the next return, the state, and a bit for each pending call that already took effect. Another
 * bit for each pending call that overwrites, and has not taken effect, says that it is covered: since its invocation some
 * call overwrote the state, and right before that one it may have taken effect unseen.
 */
export class Cursor {
  rank = 0;
  state = 0;
  /** Number of the calls without return that took effect. */
  uses = 0;
  readonly mask: Int32Array;
  readonly covered: Int32Array;
  readonly #machine: Machine;
  readonly #classes: Int32Array;
  readonly #timeline: Timeline;
  readonly #trail: Trail | undefined;

  /** @param trail notes what the cursor holds when it begins and after each return that it passes */
  constructor(problem: Problem, timeline: Timeline, trail?: Trail) {
    this.#machine = problem.machine;
    this.#classes = problem.classes;
    this.#timeline = timeline;
    this.#trail = trail;
    this.mask = new Int32Array(timeline.words);
    this.covered = new Int32Array(timeline.words);
  }

  /** The configuration before the first event. */
  start({ state, done }: Root, uses: number): void {
    this.rank = 0;
    this.state = state;
    this.uses = uses;
    this.mask.fill(0);
    this.covered.fill(0);
    for (const row of done) {
      const slot = this.#timeline.slots[row]!;
      if (slot >= 0) this.mask[slot >>> 5]! |= 1 << (slot & 31);
    }
    this.#trail?.note(this);
  }

  has(row: number): boolean {
    const slot = this.#timeline.slots[row]!;
    return ((this.mask[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  isCovered(row: number): boolean {
    const slot = this.#timeline.slots[row]!;
    return ((this.covered[slot >>> 5]! >>> (slot & 31)) & 1) === 1;
  }

  /** The call that returns next. */
  nextRow(): number {
    return this.#timeline.returns[this.rank]!;
  }

  /** Notes that an update took effect. Answers the calls that it covers and that were not covered before. */
  takeEffect(row: number): readonly number[] {
    const slot = this.#timeline.slots[row]!;
    if (slot >= 0) {
      this.mask[slot >>> 5]! |= 1 << (slot & 31);
      this.covered[slot >>> 5]! &= ~(1 << (slot & 31));
    }
    return this.#machine.overwriting[this.#classes[row]!] === true ? this.#cover() : NO_ROWS;
  }

  #cover(): readonly number[] {
    const { starts, rows } = this.#timeline.pendingUpdates;
    const covered: number[] = [];
    for (let i = starts[this.rank]!; i < starts[this.rank + 1]!; i++) {
      const row = rows[i]!;
      const slot = this.#timeline.slots[row]!;
      if (this.has(row) || this.isCovered(row) || this.#machine.overwriting[this.#classes[row]!] !== true) continue;
      this.covered[slot >>> 5]! |= 1 << (slot & 31);
      covered.push(row);
    }
    return covered;
  }

  /** Lets every pending read-only call that the state allows take effect, then passes all returns that wait for nothing. */
  settle(order?: number[]): void {
    const { starts, rows } = this.#timeline.pendingReads;
    if (this.rank === this.#timeline.returns.length) return;
    this.#read(rows, starts[this.rank]!, starts[this.rank + 1]!, order);
    while (this.#passReturn()) this.#readNew(order);
  }

  /** Passes the next return although its call has not taken effect, or only unseen, then settles. */
  skip(order?: number[]): void {
    const slot = this.#timeline.slots[this.nextRow()]!;
    this.covered[slot >>> 5]! &= ~(1 << (slot & 31));
    this.rank++;
    this.#trail?.note(this);
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
    this.#trail?.note(this);
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
      const slot = this.#timeline.slots[row]!;
      this.mask[slot >>> 5]! |= 1 << (slot & 31);
      order?.push(row);
    }
  }
}
