import { EXPONENTIAL_QUANTILES } from './exponential.ts';
import { hashText, mix } from './hash.ts';

const MILLION = 1_000_000;

/**
 * Random decisions keyed by identity: the same (seed, label, purpose) always draws the same number, whatever else was
 * drawn before. So an edited plan leaves the rest of its run as it was. Integer arithmetic only.
 */
export class KeyedRandom {
  #seed: number;

  constructor(seed: number) {
    this.#seed = mix(seed | 0, Math.floor(seed / 2 ** 32) | 0);
  }

  /** Redraws everything that is still to be decided. */
  reseed(salt: number): void {
    this.#seed = mix(this.#seed, salt);
  }

  /** A uniform 32-bit unsigned integer. */
  bits(label: number, purpose: number): number {
    return mix(mix(this.#seed, label), purpose) >>> 0;
  }

  /** A uniform integer in [0, bound). */
  below(bound: number, label: number, purpose: number): number {
    return Math.floor((this.bits(label, purpose) / 2 ** 32) * bound);
  }

  /** True with the given probability in millionths. */
  chance(perMillion: number, label: number, purpose: number): boolean {
    return perMillion > 0 && this.below(MILLION, label, purpose) < perMillion;
  }

  /** An exponentially distributed integer of the given mean, cut off at about 6.2 times the mean. */
  exponential(mean: number, label: number, purpose: number): number {
    const quantile = EXPONENTIAL_QUANTILES[this.bits(label, purpose) >>> 24] ?? 0;
    return Math.floor((mean * quantile) / 1024);
  }
}

/** A purpose for `KeyedRandom`, by name. */
export function purposeOf(name: string): number {
  return hashText(name);
}
