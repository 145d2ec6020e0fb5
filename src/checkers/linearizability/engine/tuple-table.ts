import { bytesHeld } from './bytes-held.ts';

/**
 * Numbers tuples of `width` integers from 0 in the order of their first appearance. Open addressing over one arena:
 * no object and no string for an entry.
 */
export class TupleTable {
  readonly width: number;
  /** Tuple `id` is at `id * width`. */
  arena: Int32Array;
  count = 0;
  #slots: Int32Array;
  #mask: number;

  constructor(width: number) {
    this.width = width;
    this.arena = new Int32Array(width * 16);
    this.#slots = new Int32Array(32).fill(-1);
    this.#mask = 31;
  }

  get bytes(): number {
    const arena = bytesHeld(this.arena, this.count, this.arena.length / this.width);
    return arena + bytesHeld(this.#slots, this.count, this.#slots.length / 2);
  }

  /** The number of a tuple; a new one when `count` grows by this call. */
  idOf(tuple: ArrayLike<number>): number {
    const { width, arena } = this;
    let slot = this.#hash(tuple, 0) & this.#mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id < 0) break;
      const base = id * width;
      let i = 0;
      while (i < width && arena[base + i] === tuple[i]) i++;
      if (i === width) return id;
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(tuple, slot);
  }

  #add(tuple: ArrayLike<number>, slot: number): number {
    const id = this.count++;
    const base = id * this.width;
    if (base + this.width > this.arena.length) {
      const arena = new Int32Array(this.arena.length * 2);
      arena.set(this.arena);
      this.arena = arena;
    }
    for (let i = 0; i < this.width; i++) this.arena[base + i] = tuple[i]!;
    this.#slots[slot] = id;
    if (this.count * 2 > this.#mask) this.#rehash();
    return id;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    this.#mask = this.#slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = this.#hash(this.arena, id * this.width) & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    }
  }

  #hash(tuple: ArrayLike<number>, base: number): number {
    let hash = 0x9e3779b9;
    for (let i = 0; i < this.width; i++) hash = mixHash(hash, tuple[base + i]!);
    return finishHash(hash);
  }
}

/** Folds an integer into a hash (a round of MurmurHash3). */
export function mixHash(hash: number, value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** Spreads the entropy of a hash over all its bits (the finalizer of MurmurHash3). */
export function finishHash(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
