import { identityOf } from '../identity.ts';
import { indexOf, introduce, name, show } from '../external-consistency/describe.ts';
import type { ReadContext } from '../external-consistency/read-context.ts';
import { Sweep } from '../external-consistency/sweep.ts';
import type { TimestampedOperation } from '../external-consistency/timestamped.ts';
import { UnknownCommits } from '../external-consistency/unknown-commits.ts';
import type { TimestampEvent } from './event.ts';
import type { TimestampLevel } from './timestamp-level.ts';

/** What had committed before an operation was invoked, as far as a level's order cares. */
export interface Floor {
  readonly timestamp: number;
  readonly by: TimestampedOperation | undefined;
}

export const NO_FLOOR: Floor = { timestamp: -Infinity, by: undefined };

/**
 * Takes the events of transactions in the order of their timestamps (Chronos and Aion: Online Timestamp-based Transactional Isolation Checking, ICDE
 * 2025): each read must show the newest version below it, and under snapshot isolation nobody else may commit a key between a writer's start and
 * commit. A session's or real time's order must be that of the timestamps where the level respects it.
 */
export class TimestampSweep {
  readonly unknown: UnknownCommits;
  readonly #level: TimestampLevel;
  readonly #sweep: Sweep;
  readonly #findings: ReadContext['findings'];
  readonly #floorOf: (operation: TimestampedOperation) => Floor;

  constructor(
    level: TimestampLevel,
    writers: ReadContext['writers'],
    floorOf: (operation: TimestampedOperation) => Floor,
    findings: ReadContext['findings'],
  ) {
    this.#level = level;
    this.#findings = findings;
    this.#floorOf = floorOf;
    this.unknown = new UnknownCommits((operation) => floorOf(operation).timestamp);
    this.#sweep = new Sweep(writers, this.unknown, findings);
  }

  take({ at, what, operation }: TimestampEvent): void {
    if (what === 'both') {
      this.#checkFloor(operation, at);
      this.#sweep.step(operation);
    } else if (what === 'read') {
      this.#checkFloor(operation, at);
      this.#sweep.read(operation, at + 1);
    } else {
      this.#checkConflicts(operation);
      this.#sweep.write(operation);
    }
  }

  /** Forgets versions of registers that nothing to come can read, and calls back for each. */
  forgetOld(operation: TimestampedOperation, forget: (key: unknown, value: unknown) => void): void {
    for (const [f, key] of operation.accesses) {
      if (f !== 'w') continue;
      const state = this.#sweep.stateOf(key);
      for (const { value } of state.dropOld()) forget(key, value);
    }
  }

  /** What the operation follows has a lower timestamp; a snapshot at the same timestamp includes it. */
  #checkFloor(operation: TimestampedOperation, at: number): void {
    const { timestamp, by } = this.#floorOf(operation);
    const isSnapshot = this.#level.base === 'snapshot-isolation' || operation.kind !== 'read-write';
    if (by === undefined || timestamp < at || (isSnapshot && timestamp === at)) return;
    const reads = isSnapshot ? `read at ${at} µs` : `committed at ${at} µs`;
    const follows = this.#level.order === 'session' ? 'follows in the session of' : 'was invoked after';
    this.#findings.add('stale-order', () => ({
      message: `${introduce(operation)} ${follows} ${introduce(by)}, which committed at ${timestamp} µs, yet ${reads}`,
      operations: [indexOf(by), indexOf(operation)],
    }));
  }

  /** The newest version of each key must not have been committed between the start and the commit. */
  #checkConflicts(operation: TimestampedOperation): void {
    const { start, timestamp, accesses } = operation;
    if (start > timestamp)
      this.#findings.add('start-after-commit', () => ({
        message: `${introduce(operation)} started at ${start} µs, after its own commit`,
        operations: [indexOf(operation)],
      }));
    const checked = new Set<unknown>();
    for (const [f, key] of accesses) {
      if (f === 'r' || checked.has(identityOf(key))) continue;
      checked.add(identityOf(key));
      const other = this.#sweep.stateOf(key).newestAcknowledged;
      if (other === undefined || other === operation || other.timestamp <= start) continue;
      this.#findings.add('lost-update', () => ({
        message:
          `${introduce(operation)} started at ${start} µs and wrote key ${show(key)}, as did ${introduce(other)} in between: under snapshot ` +
          `isolation ${name(operation)} had to abort`,
        operations: [indexOf(other), indexOf(operation)],
      }));
    }
  }
}
