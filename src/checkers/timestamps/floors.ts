import type { TimestampedOperation } from '../external-consistency/timestamped.ts';
import type { RespectedOrder } from '../isolation/level.ts';
import { NO_FLOOR, type Floor } from './timestamp-sweep.ts';

/**
 * Follows a history operation by operation: the highest commit timestamp that was acknowledged before each invocation, in the session or in
 * real time.
 */
export class Floors {
  readonly #order: RespectedOrder;
  #highest: Floor = NO_FLOOR;
  readonly #bySession = new Map<unknown, Floor>();

  constructor(order: RespectedOrder) {
    this.#order = order;
  }

  /** The floor of an operation that is invoked now. */
  now(process: unknown): Floor {
    if (this.#order === 'none') return NO_FLOOR;
    return this.#order === 'realtime' ? this.#highest : (this.#bySession.get(process) ?? NO_FLOOR);
  }

  /** Takes an acknowledged operation that completes now. */
  complete(operation: TimestampedOperation): void {
    const { kind, timestamp, invoke } = operation;
    if (kind !== 'read-write' || this.#order === 'none' || timestamp <= this.now(invoke.process).timestamp) return;
    const floor = { timestamp, by: operation };
    if (this.#order === 'realtime') this.#highest = floor;
    else this.#bySession.set(invoke.process, floor);
  }
}
