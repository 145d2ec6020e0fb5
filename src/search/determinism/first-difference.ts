import type { LoggedEvent } from '../../simulation/event-log.ts';

/** Where two logs of one plan part, or something went wrong in both, with some of what came before and after. */
export interface FirstDifference {
  /** Number of the first event that differs, or in which it went wrong. */
  readonly event: number;
  /** What both have in common, last. */
  readonly before: readonly LoggedEvent[];
  readonly one: readonly LoggedEvent[];
  readonly other: readonly LoggedEvent[];
}

const CONTEXT_BEFORE = 6;
const CONTEXT_AFTER = 4;

/** Undefined when both logs are the same. */
export function findFirstDifference(
  one: readonly LoggedEvent[],
  other: readonly LoggedEvent[],
): FirstDifference | undefined {
  let at = 0;
  while (at < one.length && isSame(one[at], other[at])) at++;
  if (at === one.length && at === other.length) return undefined;
  return around(at, one, other);
}

/** What was around an event in both logs, which are the same up to there; undefined when they end before it. */
export function contextOf(
  event: number,
  one: readonly LoggedEvent[],
  other: readonly LoggedEvent[],
): FirstDifference | undefined {
  const at = one.findIndex((entry) => entry.event >= event);
  return at < 0 ? undefined : around(at, one, other);
}

function around(at: number, one: readonly LoggedEvent[], other: readonly LoggedEvent[]): FirstDifference {
  return {
    event: (one[at] ?? other[at])?.event ?? 0,
    before: one.slice(Math.max(0, at - CONTEXT_BEFORE), at),
    one: one.slice(at, at + CONTEXT_AFTER),
    other: other.slice(at, at + CONTEXT_AFTER),
  };
}

function isSame(a: LoggedEvent | undefined, b: LoggedEvent | undefined): boolean {
  return a?.event === b?.event && a?.text === b?.text && a?.digest === b?.digest;
}
