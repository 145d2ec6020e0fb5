import { HistoryError } from './history-error.ts';

/**
 * The index and time of successive operations: what one without them gets, and what one with them must obey.
 * Exact: indices count from 0 without a gap, and time never goes back. Approximate: indices ascend, time is free.
 */
export class Sequence {
  readonly #approximate: boolean;
  #index = -1;
  #time = 0;
  #timed = false;
  #length = 0;

  constructor(approximate: boolean) {
    this.#approximate = approximate;
  }

  get nextIndex(): number {
    return this.#index + 1;
  }

  /** The last time that was given; before any was given, the position. */
  get nextTime(): number {
    return this.#timed ? this.#time : this.#length;
  }

  /**
   * @param timed whether `time` was given, and not taken from `nextTime`
   * @throws HistoryError for an index out of order or, where time is exact, time that goes back
   */
  advance(index: number, time: number, timed: boolean): void {
    const next = this.nextIndex;
    if (index < next)
      throw new HistoryError(`${index} comes after ${this.#index}; expected ${next}`, { field: 'index' });
    if (index > next && !this.#approximate)
      throw new HistoryError(`${index} leaves a gap; expected ${next}`, { field: 'index' });
    if (time < this.#time && !this.#approximate)
      throw new HistoryError(`time goes back from ${this.#time} to ${time}`, { field: 'time' });
    this.#index = index;
    this.#time = time;
    this.#timed ||= timed;
    this.#length++;
  }
}
