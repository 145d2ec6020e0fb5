import { mixBits } from '../hash.ts';

const FULL_WORD = 0xffffffff;

/**
 * The set of linearized operations, as bits, with a hash that each change updates (Zobrist hashing: the exclusive or of
 * one pseudo-random number a member).
 *
 * Operations are numbered by their calls, so the set is nearly always a full prefix followed by a few scattered
 * members. The words `[low, high)` between the full ones and the empty ones therefore determine the set, and are all
 * that a copy of it needs to keep: constant space for each step of a sequential history, where a whole copy would take
 * space in the square of its length.
 */
export class LinearizedSet {
  readonly words: Uint32Array;
  hash = 0;
  /** The first word that is not full. */
  low = 0;
  /** One after the last word that is not empty; never less than `low`. */
  high = 0;
  private readonly keys: Int32Array;

  constructor(size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
    this.keys = new Int32Array(size);
    for (let member = 0; member < size; member++) this.keys[member] = mixBits(Math.imul(member + 1, 0x9e3779b1));
  }

  /** Adds an operation that is not in the set. */
  add(operation: number): void {
    const word = operation >>> 5;
    this.words[word]! |= 1 << (operation & 31);
    this.hash ^= this.keys[operation]!;
    if (word >= this.high) this.high = word + 1;
    while (this.low < this.high && this.words[this.low] === FULL_WORD) this.low++;
  }

  /** Removes an operation that is in the set. */
  remove(operation: number): void {
    const word = operation >>> 5;
    this.words[word]! &= ~(1 << (operation & 31));
    this.hash ^= this.keys[operation]!;
    if (word < this.low) this.low = word;
    while (this.high > this.low && this.words[this.high - 1] === 0) this.high--;
  }
}
