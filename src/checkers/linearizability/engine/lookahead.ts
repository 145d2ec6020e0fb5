import type { Cursor } from './cursor.ts';
import type { Machine } from './machine.ts';
import type { Problem, Timeline } from './timeline.ts';

/** How many of the reads that return next are looked at. */
const READS_AHEAD = 16;

/**
 * Gives up configurations of a growing state as soon as a read to come contradicts them: what was appended in the wrong order
 * would otherwise be carried along, in every combination, until that read returns.
 */
export class Lookahead {
  readonly #machine: Machine;
  readonly #classes: Int32Array;
  readonly #call: Int32Array;
  readonly #ret: Int32Array;
  readonly #timeline: Timeline;
  /** Read-only rows that must be explained, in the order of their returns, and their ranks. */
  readonly #reads: number[] = [];
  /** By rank: the first of the reads that returns then or later. */
  readonly #nextRead: Int32Array;
  /** By rank: how many rows were invoked before that return. */
  readonly #invoked: Int32Array;

  /** @param ranks how many returns are looked at */
  constructor({ machine, classes, call, ret, skippable }: Problem, timeline: Timeline, ranks: number) {
    const { returns } = timeline;
    this.#machine = machine;
    this.#classes = classes;
    this.#call = call;
    this.#ret = ret;
    this.#timeline = timeline;
    this.#nextRead = new Int32Array(returns.length + 1);
    this.#invoked = new Int32Array(returns.length + 1);
    let invoked = 0;
    for (let rank = 0; rank < returns.length; rank++) {
      const row = returns[rank]!;
      while (invoked < call.length && call[invoked]! < ret[row]!) invoked++;
      this.#invoked[rank] = invoked;
      this.#nextRead[rank] = this.#reads.length;
      if (rank < ranks && machine.readOnly[classes[row]!] === true && skippable?.[row] !== 1) this.#reads.push(row);
    }
    this.#nextRead[returns.length] = this.#reads.length;
  }

  /** Whether the next reads are still possible. */
  isPossible(cursor: Cursor): boolean {
    const { enters } = this.#timeline;
    let looked = 0;
    for (let i = this.#nextRead[cursor.rank]!; i < this.#reads.length && looked < READS_AHEAD; i++) {
      const read = this.#reads[i]!;
      if (enters[read]! <= cursor.rank && cursor.has(read)) continue;
      looked++;
      if (!this.#machine.leadsTo(cursor.state, this.#classes[read]!) && !this.#isReset(cursor, read)) return false;
    }
    return true;
  }

  /** Whether a call that makes the read possible from any state may still take effect before it. */
  #isReset(cursor: Cursor, read: number): boolean {
    const { pendingUpdates, openClasses } = this.#timeline;
    const klass = this.#classes[read]!;
    const start = pendingUpdates.starts[cursor.rank]!;
    const end = pendingUpdates.starts[cursor.rank + 1]!;
    for (let i = start; i < end; i++) {
      const row = pendingUpdates.rows[i]!;
      if (!cursor.has(row) && this.#machine.resets(this.#classes[row]!, klass)) return true;
    }
    for (let row = this.#invoked[cursor.rank]!; row < this.#call.length && this.#call[row]! < this.#ret[read]!; row++)
      if (this.#machine.resets(this.#classes[row]!, klass)) return true;
    return openClasses.some((open) => this.#machine.resets(open.klass, klass));
  }
}
