import type { Beginning, Shape } from '../spec.ts';

/** A list of exactly two. */
export function pairOf(expected: string): Shape {
  return { expected, fits: (value) => Array.isArray(value) && value.length === 2 };
}

/** A list of any length. */
export function listOf(expected: string): Shape {
  return { expected, fits: Array.isArray };
}

/** Anything but `null`. */
export function something(expected: string): Shape {
  return { expected, fits: (value) => value !== null };
}

/** A number that is exact, and no `bigint`. */
export const exactNumber: Shape = {
  expected: 'a number no larger than 2^53',
  fits: (value) => Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)),
};

/** A number that a fencing token may be. */
export const token: Shape = {
  expected: 'a token, an integer from 1',
  fits: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};

/** A list that is the state as it is. */
export function listAtFirst(expected: string): Beginning<readonly unknown[]> {
  return {
    expected,
    from: (given) => (Array.isArray(given) ? (given as readonly unknown[]) : undefined),
  };
}
