import type { Random } from './random.ts';

/** What may be drawn, and how often among so many: shares add up to the whole. */
export type Share<T> = readonly [share: number, make: () => T];

/** Makes one of several things, each as often as its share says (Jepsen's `mix`, with weights). @throws RangeError for none. */
export function mix<T>(random: Random, shares: readonly Share<T>[]): T {
  let left = random.below(shares.reduce((sum, [share]) => sum + share, 0));
  for (const [share, make] of shares) {
    if (left < share) return make();
    left -= share;
  }
  throw new RangeError('nothing to mix');
}
