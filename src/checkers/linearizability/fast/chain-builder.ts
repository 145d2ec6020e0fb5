import { OPEN } from '../call-table.ts';
import { NONE } from '../value-numbers.ts';
import type { Blocks } from './block-order.ts';

/** Collects blocks call by call. Within a chain each group of calls comes wholly before the next one. */
export class ChainBuilder {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** By chain: the row that returned first, and the row invoked last. */
  readonly firstRows: Int32Array;
  readonly lastRows: Int32Array;
  #chain = NONE;
  #groupLast = 0;
  #groupLastRow = NONE;
  #earlierLast = 0;
  #earlierLastRow = NONE;

  constructor(capacity: number) {
    this.#first = new Int32Array(capacity).fill(OPEN);
    this.#last = new Int32Array(capacity);
    this.firstRows = new Int32Array(capacity).fill(NONE);
    this.lastRows = new Int32Array(capacity).fill(NONE);
  }

  /** Begins the next chain. */
  begin(): void {
    this.#chain++;
    this.#groupLast = 0;
    this.#groupLastRow = NONE;
    this.#earlierLast = 0;
    this.#earlierLastRow = NONE;
  }

  /** The initial value was there before everything. */
  addInitial(): undefined {
    this.#first[this.#chain] = 0;
  }

  /** Answers a call of an earlier group, invoked after this one returned, and this one. */
  add(row: number, call: number, ret: number): readonly [number, number] | undefined {
    // Moves all times by one to make room for the initial value.
    const start = call + 1;
    const end = ret === OPEN ? OPEN : ret + 1;
    const chain = this.#chain;
    if (end < this.#first[chain]!) {
      this.#first[chain] = end;
      this.firstRows[chain] = row;
    }
    if (start > this.#last[chain]!) {
      this.#last[chain] = start;
      this.lastRows[chain] = row;
    }
    if (start > this.#groupLast) {
      this.#groupLast = start;
      this.#groupLastRow = row;
    }
    return end < this.#earlierLast ? [this.#earlierLastRow, row] : undefined;
  }

  endGroup(): void {
    if (this.#groupLast <= this.#earlierLast) return;
    this.#earlierLast = this.#groupLast;
    this.#earlierLastRow = this.#groupLastRow;
  }

  finish(): Blocks {
    const count = this.#chain + 1;
    return { count, first: this.#first.subarray(0, count), last: this.#last.subarray(0, count) };
  }
}
