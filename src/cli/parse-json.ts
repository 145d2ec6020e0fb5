import { UsageError } from './usage-error.ts';

/** @throws UsageError for what is no JSON. */
export function parseJson(flag: string, given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new UsageError(`${flag} ${given} is no JSON; a text needs its quotes, as in ${flag} '"x"'.`);
  }
}
