import { bytesHeld } from './bytes-held.ts';
import { finishHash, mixHash } from './tuple-table.ts';

/** `PairMemo.get` for a pair that was never set. */
export const UNTRIED = -0x8000_0000;

/** Remembers an integer for a pair of integers that are not negative. */
export class PairMemo {
  #entries = new Int32Array(3 * 64).fill(UNTRIED);
  #count = 0;

  get bytes(): number {
    return bytesHeld(this.#entries, this.#count, this.#entries.length / 6);
  }

  get(a: number, b: number): number {
    const entries = this.#entries;
    const limit = entries.length / 3 - 1;
    let base = (finishHash(mixHash(a, b)) & limit) * 3;
    while (entries[base] !== UNTRIED) {
      if (entries[base] === a && entries[base + 1] === b) return entries[base + 2]!;
      base = base === limit * 3 ? 0 : base + 3;
    }
    return UNTRIED;
  }

  /** Remembers a value for a pair that has none. */
  set(a: number, b: number, value: number): void {
    this.#count++;
    if (this.#count * 2 > this.#entries.length / 3) this.#grow();
    this.#place(a, b, value);
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(old.length * 2).fill(UNTRIED);
    for (let base = 0; base < old.length; base += 3)
      if (old[base] !== UNTRIED) this.#place(old[base]!, old[base + 1]!, old[base + 2]!);
  }

  #place(a: number, b: number, value: number): void {
    const limit = this.#entries.length / 3 - 1;
    let base = (finishHash(mixHash(a, b)) & limit) * 3;
    while (this.#entries[base] !== UNTRIED) base = base === limit * 3 ? 0 : base + 3;
    this.#entries[base] = a;
    this.#entries[base + 1] = b;
    this.#entries[base + 2] = value;
  }
}
