import { OPEN } from '../call-table.ts';
import type { Machine } from './machine.ts';

/** Where a problem may begin. */
export interface Root {
  readonly state: number;
  /** Rows that took effect before, though they had not returned. */
  readonly done: readonly number[];
}

/** What the engine decides: whether the calls, each inside its interval, can be put in an order that the machine allows. */
export interface Problem {
  readonly machine: Machine;
  readonly roots: readonly Root[];
  /** Machine class by row. Rows are in the order of `call`. */
  readonly classes: Int32Array;
  readonly call: Int32Array;
  /** OPEN for a call that never returned: it may take effect after `call` or never. */
  readonly ret: Int32Array;
  /** Rows that returned and yet may never take effect; they can only do so before they return. */
  readonly skippable?: Uint8Array;
}

/** Rows pending at each return, as one list: those of return `r` are `rows[starts[r]]` up to `starts[r + 1]`, soonest return first. */
export interface PendingLists {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/** Identical calls without a return. They are interchangeable, so only how many of them took effect matters. */
export interface OpenClass {
  readonly klass: number;
  /** In the order of their invocations. */
  readonly rows: readonly number[];
}

/**
 * The calls of a problem by their returns. Only between an invocation and its return does a call need a bit to say
 * whether it took effect; this gives each one a slot that is free again at its return.
 */
export interface Timeline {
  /** Rows in the order of their returns. */
  readonly returns: Int32Array;
  /** By row: slot, or -1 for a call without return. */
  readonly slots: Int32Array;
  /** By row: how many returns happen before its invocation. */
  readonly enters: Int32Array;
  /** 32-bit words that hold a bit for each slot. */
  readonly words: number;
  readonly pendingReads: PendingLists;
  readonly pendingUpdates: PendingLists;
  /** Read-only rows invoked after return `r - 1` and before return `r` are `newReads.rows[starts[r]]` up to `starts[r + 1]`. */
  readonly newReads: PendingLists;
  readonly openClasses: readonly OpenClass[];
  /** Memory for all of this. */
  readonly bytes: number;
}

/** Lays out the calls of a problem. Read-only calls without a return are left out: nothing depends on them. */
export function timelineOf(problem: Problem): Timeline {
  const { classes, call, ret, machine } = problem;
  const count = classes.length;
  const returns = rowsByReturn(ret);
  const ranks = new Int32Array(count).fill(-1);
  returns.forEach((row, rank) => (ranks[row] = rank));
  const slots = new Int32Array(count).fill(-1);
  const enters = new Int32Array(count);
  const free: number[] = [];
  let width = 0;
  const reads = new PendingListBuilder(returns.length, ranks);
  const updates = new PendingListBuilder(returns.length, ranks);
  const newReads = new PendingListBuilder(returns.length, ranks);
  const open = new Map<number, number[]>();
  let row = 0;
  for (let rank = 0; rank < returns.length; rank++) {
    const returning = returns[rank]!;
    for (; row < count && call[row]! < ret[returning]!; row++) {
      enters[row] = rank;
      const isRead = machine.readOnly[classes[row]!]!;
      if (ret[row] === OPEN) {
        if (!isRead) pushTo(open, classes[row]!, row);
        continue;
      }
      slots[row] = free.pop() ?? width++;
      if (isRead) newReads.add(row);
      (isRead ? reads : updates).add(row);
    }
    reads.snapshot();
    updates.snapshot();
    newReads.snapshot();
    newReads.clear();
    (machine.readOnly[classes[returning]!] ? reads : updates).removeFirst();
    free.push(slots[returning]!);
  }
  const lists = { pendingReads: reads.finish(), pendingUpdates: updates.finish(), newReads: newReads.finish() };
  const arrays = Object.values(lists).flatMap(({ starts, rows }) => [starts, rows]);
  return {
    returns,
    slots,
    enters,
    words: Math.max(1, Math.ceil(width / 32)),
    ...lists,
    bytes: [returns, slots, enters, ...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0),
    openClasses: [...open].map(([klass, rows]) => ({ klass, rows })),
  };
}

function rowsByReturn(ret: Int32Array): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < ret.length; row++) if (ret[row] !== OPEN) rows.push(row);
  return Int32Array.from(rows).sort((a, b) => ret[a]! - ret[b]!);
}

function pushTo(lists: Map<number, number[]>, key: number, item: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Keeps the rows pending now in the order of their returns, and records them at each return. */
class PendingListBuilder {
  readonly #ranks: Int32Array;
  readonly #starts: Int32Array;
  #rows = new Int32Array(16);
  #length = 0;
  #returns = 0;
  readonly #now: number[] = [];

  constructor(returns: number, ranks: Int32Array) {
    this.#starts = new Int32Array(returns + 1);
    this.#ranks = ranks;
  }

  add(row: number): void {
    const ranks = this.#ranks;
    let at = this.#now.length;
    this.#now.push(row);
    for (; at > 0 && ranks[this.#now[at - 1]!]! > ranks[row]!; at--) this.#now[at] = this.#now[at - 1]!;
    this.#now[at] = row;
  }

  removeFirst(): void {
    this.#now.shift();
  }

  clear(): void {
    this.#now.length = 0;
  }

  snapshot(): void {
    if (this.#length + this.#now.length > this.#rows.length) {
      const rows = new Int32Array(Math.max(this.#rows.length * 2, this.#length + this.#now.length));
      rows.set(this.#rows);
      this.#rows = rows;
    }
    for (const row of this.#now) this.#rows[this.#length++] = row;
    this.#starts[++this.#returns] = this.#length;
  }

  finish(): PendingLists {
    return { starts: this.#starts, rows: this.#rows };
  }
}
