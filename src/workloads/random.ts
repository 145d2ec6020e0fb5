import seedrandom from 'seedrandom';
import { hashText } from '../simulation/hash.ts';

/**
 * A named stream of pseudo-random numbers for drawing plans. Streams of different names are independent, so a draw more
 * in one moves nothing in another. Integers only: the same seed gives the same plan on every machine.
 */
export class Random {
  readonly #name: string;
  readonly #next: seedrandom.StatefulPRNG<seedrandom.State.Xor128>;

  constructor(name: string) {
    this.#name = name;
    // xor128 is linear over bits, from its seed on: "a/10" and "a/11" would draw numbers that differ by a constant.
    this.#next = seedrandom.xor128(`${name}#${hashText(name)}`, { state: true });
  }

  /** An independent stream of its own. */
  stream(name: string): Random {
    return new Random(`${this.#name}/${name}`);
  }

  /** A uniform integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(((this.#next.int32() >>> 0) / 2 ** 32) * bound);
  }

  /** A uniform integer in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in so many of a hundred cases. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    return from[this.below(from.length)] as T;
  }

  /** The same items in random order. */
  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const swapped = shuffled[i] as T;
      shuffled[i] = shuffled[j] as T;
      shuffled[j] = swapped;
    }
    return shuffled;
  }
}
