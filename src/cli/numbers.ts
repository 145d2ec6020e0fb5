import type { Shard } from '../search/campaign/campaign.ts';
import type { SeedRange } from '../search/setting.ts';
import { UsageError } from './usage-error.ts';

const MOST_SEEDS = 1_000_000;
const MOST_STEPS = 1_000_000_000_000;
const MOST_SHARDS = 10_000;
const MILLIS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** A timer of more than 2^31 milliseconds fires at once. */
const MOST_MILLIS = 500 * 3_600_000;

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

/** @throws UsageError for what is no number of steps of a search. */
export function parseSteps(given: string): number {
  return parseCount('--steps', given, MOST_STEPS);
}

/** @throws UsageError for what is not an integer from 1 to `most`. */
export function parseCount(flag: string, given: string, most: number): number {
  const count = parseInteger(given);
  if (count === undefined || count < 1 || count > most)
    throw new UsageError(`${flag} "${given}" is not a count; expected an integer from 1 to ${most}.`);
  return count;
}

/** @throws UsageError for what is not `i/n` with 1 <= i <= n. */
export function parseShard(flag: string, given: string): Shard {
  const [index, of, ...rest] = given.split('/').map(parseInteger);
  if (index === undefined || of === undefined || rest.length > 0 || index < 1 || index > of || of > MOST_SHARDS)
    throw new UsageError(
      `${flag} "${given}" is not a shard; expected i/n, as in 1/3, 2/3 and 3/3 (n up to ${MOST_SHARDS}).`,
    );
  return { index, of };
}

/** Milliseconds. @throws UsageError for what is not a positive number of ms, s, m or h. */
export function parseDuration(flag: string, given: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(given) ?? [];
  const millis = Math.round(Number(amount) * (MILLIS[unit] ?? 0));
  if (millis < 1 || millis > MOST_MILLIS)
    throw new UsageError(`${flag} "${given}" is not a length of time; expected as in 90s, 10m or 1.5h, up to 500h.`);
  return millis;
}

function parseInteger(given: string): number | undefined {
  if (!/^\d+$/.test(given)) return undefined;
  const number = Number(given);
  return Number.isSafeInteger(number) ? number : undefined;
}
