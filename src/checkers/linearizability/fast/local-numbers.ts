import { powerOfTwoFrom } from '../../power-of-two.ts';
import { finishHash, mixHash } from '../engine/tuple-table.ts';

const EMPTY = -1;

/** Numbers the integers that occur in one part of a history from 0, so that arrays over them stay as small as the part. */
export class LocalNumbers {
  count = 0;
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #globals: Int32Array;

  /** @param capacity the most distinct integers that will come */
  constructor(capacity: number) {
    const size = powerOfTwoFrom(capacity * 2 + 2);
    this.#keys = new Int32Array(size).fill(EMPTY);
    this.#numbers = new Int32Array(size);
    this.#globals = new Int32Array(capacity);
  }

  /** The number of an integer that is not negative. */
  of(global: number): number {
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
}
