import { powerOfTwoFrom } from '../../power-of-two.ts';
import { finishHash, mixHash } from '../engine/tuple-table.ts';

const EMPTY = -1;

/** How many times as many integers there may be in the whole history for a table of all of them. */
const MOST_OTHERS = 4;

/** Numbers the integers that occur in one part of a history from 0, so that arrays over them stay as small as the part. */
export class LocalNumbers {
  count = 0;
  /** By integer, where the part is most of the history. */
  #all: Int32Array | undefined;
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #globals: Int32Array;

  /**
   * @param capacity the most distinct integers that will come
   * @param bound about how large they are; larger ones may come
   */
  constructor(capacity: number, bound: number) {
    const isMost = bound <= MOST_OTHERS * capacity;
    const size = isMost ? 0 : powerOfTwoFrom(capacity * 2 + 2);
    this.#all = isMost ? new Int32Array(bound + 1).fill(EMPTY) : undefined;
    this.#keys = new Int32Array(size).fill(EMPTY);
    this.#numbers = new Int32Array(size);
    this.#globals = new Int32Array(capacity);
  }

  /** The number of an integer that is not negative. */
  of(global: number): number {
    if (this.#all !== undefined) return this.#ofAll(this.#all, global);
    const limit = this.#keys.length - 1;
    let slot = finishHash(mixHash(0, global)) & limit;
    while (this.#keys[slot] !== global) {
      if (this.#keys[slot] === EMPTY) {
        this.#keys[slot] = global;
        this.#globals[this.count] = global;
        return (this.#numbers[slot] = this.count++);
      }
      slot = (slot + 1) & limit;
    }
    return this.#numbers[slot]!;
  }

  globalOf(local: number): number {
    return this.#globals[local]!;
  }

  #ofAll(all: Int32Array, global: number): number {
    if (global >= all.length) {
      this.#all = new Int32Array(global * 2).fill(EMPTY);
      this.#all.set(all);
      return this.#ofAll(this.#all, global);
    }
    const known = all[global]!;
    if (known !== EMPTY) return known;
    this.#globals[this.count] = global;
    return (all[global] = this.count++);
  }
}
