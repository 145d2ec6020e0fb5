import { UsageError } from './usage-error.ts';

/** Seeds from the first to the last, both included. */
export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

const MOST_SEEDS = 1_000_000;

/** @throws UsageError for what is not a safe integer from 0. */
export function parseSeed(flag: string, given: string): number {
  const seed = parseInteger(given);
  if (seed === undefined)
    throw new UsageError(`${flag} "${given}" is not a seed; expected an integer from 0 to ${Number.MAX_SAFE_INTEGER}.`);
  return seed;
}

/** @throws UsageError for what is not `A..B` with A <= B, or a single seed. */
export function parseSeeds(flag: string, given: string): SeedRange {
  const [from = '', to = from, ...rest] = given.split('..');
  if (rest.length > 0) throw new UsageError(`${flag} "${given}" is not a range of seeds; expected A..B, as in 1..300.`);
  const [first, last] = [parseSeed(flag, from), parseSeed(flag, to)];
  if (first > last) throw new UsageError(`${flag} "${given}" is an empty range: ${first} is greater than ${last}.`);
  if (last - first >= MOST_SEEDS)
    throw new UsageError(`${flag} "${given}" has more than ${MOST_SEEDS} seeds; run it in parts.`);
  return { first, last };
}

/** @throws UsageError for what is not an integer from 1 to `most`. */
export function parseCount(flag: string, given: string, most: number): number {
  const count = parseInteger(given);
  if (count === undefined || count < 1 || count > most)
    throw new UsageError(`${flag} "${given}" is not a count; expected an integer from 1 to ${most}.`);
  return count;
}

function parseInteger(given: string): number | undefined {
  if (!/^\d+$/.test(given)) return undefined;
  const number = Number(given);
  return Number.isSafeInteger(number) ? number : undefined;
}
