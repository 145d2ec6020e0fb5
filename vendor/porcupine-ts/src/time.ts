/**
 * A point in time, in whatever unit the history was recorded in; the checker uses nothing but the order.
 * A `bigint` holds 64-bit nanoseconds exactly; both kinds may be mixed in one history.
 */
export type Time = number | bigint;

/** Orders two points in time; exact for mixed kinds, which subtraction is not. */
export function compareTimes(left: Time, right: Time): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
