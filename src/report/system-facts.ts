import type { System } from '../models/system.ts';

/** What a report says of a system beside its results. Plain data. */
export type SystemFacts = Pick<System, 'name' | 'title' | 'claim' | 'variants'>;
