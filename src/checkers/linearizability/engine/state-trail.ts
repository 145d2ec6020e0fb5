import { TupleTable } from './tuple-table.ts';

/** The states in which the object may have been right after a return, as a search comes across them. */
export class StateTrail {
  readonly #from: number;
  readonly #seen: TupleTable = new TupleTable(2);
  readonly #pair = new Int32Array(2);

  /** @param from ranks before this one are of no interest */
  constructor(from: number) {
    this.#from = from;
  }

  get bytes(): number {
    return this.#seen.bytes;
  }

  /** Notes that the object can be in `state` right after each of the returns before `first` up to `last`. */
  note(state: number, first: number, last: number): void {
    this.#pair[1] = state;
    for (let rank = Math.max(first, this.#from); rank <= last; rank++) {
      this.#pair[0] = rank;
      this.#seen.idOf(this.#pair);
    }
  }

  /** The states noted for the time right after the return before `rank`. */
  statesAt(rank: number): readonly number[] {
    const states: number[] = [];
    for (let i = 0; i < this.#seen.count; i++)
      if (this.#seen.arena[i * 2] === rank) states.push(this.#seen.arena[i * 2 + 1]!);
    return states;
  }
}
