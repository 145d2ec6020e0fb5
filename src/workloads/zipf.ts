import type { Random } from './random.ts';

/** Whole numbers only: the n-th item weighs this over n. */
const SCALE = 720_720;

/**
 * Picks one of several things, the n-th with a chance that falls as 1/n: keys as users want them (Zipf's law with exponent 1,
 * as in YCSB's skewed workloads).
 *
 * @throws RangeError when there is nothing to pick from.
 */
export function zipf<T>(random: Random, from: readonly T[]): T {
  const weights = from.map((_, nth) => Math.floor(SCALE / (nth + 1)));
  let left = random.below(weights.reduce((sum, weight) => sum + weight, 0));
  for (const [nth, item] of from.entries()) {
    const weight = weights[nth] ?? 0;
    if (left < weight) return item;
    left -= weight;
  }
  throw new RangeError('nothing to pick from');
}
