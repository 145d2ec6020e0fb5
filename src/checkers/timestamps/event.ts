import { HistoryError } from '../../history/history-error.ts';
import type { TimestampedOperation } from '../external-consistency/timestamped.ts';
import type { TimestampLevel } from './timestamp-level.ts';

/** A moment in the life of a transaction, on the axis of timestamps. */
export interface TimestampEvent {
  readonly at: number;
  readonly what: 'read' | 'write' | 'both';
  readonly operation: TimestampedOperation;
}

/**
 * Under snapshot isolation a transaction reads at its start and writes at its commit; under serializability it does both at its commit. Read-only ones
 * read at their read timestamp.
 *
 * @throws HistoryError for a read-write transaction without the `startTimestamp` that snapshot isolation needs
 */
export function eventsOf(operation: TimestampedOperation, { base }: TimestampLevel): readonly TimestampEvent[] {
  const { timestamp, start, kind } = operation;
  if (kind !== 'read-write') return [{ at: timestamp, what: 'read', operation }];
  if (base === 'serializable') return [{ at: timestamp, what: 'both', operation }];
  if (Number.isNaN(start))
    throw new HistoryError('has none; snapshot isolation is decided by startTimestamp and commitTimestamp', {
      operation: operation.completedAt,
      field: 'startTimestamp',
    });
  return [
    { at: start, what: 'read', operation },
    { at: timestamp, what: 'write', operation },
  ];
}

/** At one timestamp commits come before the snapshots that include them, and those of one timestamp in the order of the history. */
export function compareEvents(a: TimestampEvent, b: TimestampEvent): number {
  return a.at - b.at || rank(a) - rank(b) || a.operation.number - b.operation.number;
}

function rank({ what }: TimestampEvent): number {
  return what === 'read' ? 1 : 0;
}
