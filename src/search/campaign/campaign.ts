import type { SeedRange, Setting } from '../setting.ts';

/** What is to be run: each setting with each seed. Plain data. */
export interface Campaign {
  readonly settings: readonly Setting[];
  readonly seeds: SeedRange;
  /**
   * A system with a known mistake that runs with the same seeds among the others. Its failures count against nobody; that
   * they are reported shows that the others' would be, too.
   */
  readonly canary: Setting | null;
}

/** One part of a campaign that is cut into `of` parts; parts are numbered from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}
