import type { PlanRequest } from './plan.ts';

/** Everything of a request but its seed. */
export type Setting = Omit<PlanRequest, 'seed'>;

/** Seeds from the first to the last, both included. */
export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

/** A text that two settings share only if they are equal, whatever the order of their fields. */
export function settingKey(setting: Setting): string {
  return JSON.stringify(Object.entries(setting).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The setting of a request. */
export function settingOf({ seed: _, ...setting }: PlanRequest): Setting {
  return setting;
}
