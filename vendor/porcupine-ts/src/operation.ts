import type { Time } from './time.ts';

/**
 * One completed operation: what a client asked, what it was told, and when.
 *
 * The interval `[call, return]` is closed: an operation over `[10, 20]` is concurrent with one over `[20, 30]`. Two
 * clients that read one monotonic clock can get the same value, and a half-open interval would then order operations
 * that nothing ordered.
 */
export interface Operation<I, O, M = unknown> {
  /** Row of the operation in the visualization; 0 when absent. The verdict does not depend on it. */
  readonly clientId?: number | undefined;
  readonly input: I;
  /** When the client called. */
  readonly call: Time;
  readonly output: O;
  /** When the client had its answer; never before `call`. */
  readonly return: Time;
  /** Anything worth showing beside the operation; the checker ignores it. */
  readonly metadata?: M | undefined;
}
