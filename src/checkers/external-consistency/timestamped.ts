import { HistoryError } from '../../history/history-error.ts';
import type { History, Outcome } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';

export type Access = readonly [f: 'r' | 'w' | 'append', key: unknown, value: unknown];

/**
 * An acknowledged operation with its timestamp (integer microseconds), or one without: failed, or unknown (`info`), which stands for
 * acknowledged ones that do not tell their timestamp as well.
 */
export interface TimestampedOperation {
  /** Its place among all that are checked. */
  readonly number: number;
  readonly invoke: Operation;
  readonly completion: Operation | undefined;
  readonly outcome: Outcome;
  /** Positions in the history; Infinity where the end is unknown. */
  readonly invokedAt: number;
  readonly completedAt: number;
  readonly kind: 'read-write' | 'strong-read' | 'stale-read';
  /** NaN where the operation has none. */
  readonly timestamp: number;
  /** `startTimestamp`: of the snapshot that a read-write transaction read. NaN where it is not told. */
  readonly start: number;
  readonly accesses: readonly Access[];
}

/** Single-key operations and transactions whose content is known; of others only the timestamps are checked. */
export function accessesOf(f: string, value: unknown): readonly Access[] {
  if (!Array.isArray(value)) return [];
  if (value.every(isAccess)) return value;
  if (value.length !== 2) return [];
  const [key, content] = value as [unknown, unknown];
  if (f === 'read') return [['r', key, content]];
  if (f === 'write') return [['w', key, content]];
  if (f === 'append') return [['append', key, content]];
  if (f !== 'cas' || !Array.isArray(content)) return [];
  return [
    ['r', key, content[0]],
    ['w', key, content[1]],
  ];
}

function isAccess(value: unknown): value is Access {
  return Array.isArray(value) && (value[0] === 'r' || value[0] === 'w' || value[0] === 'append');
}

/**
 * All operations that matter, in the order of their invocations: acknowledged ones with `commitTimestamp` or `readTimestamp`, and those
 * of other outcomes, whose writes may have been seen. `strongReads` are the names of read-only operations bound to real time; a boolean field
 * `strong` on an operation decides for that one.
 *
 * @throws HistoryError for a timestamp that is no integer.
 */
export function readTimestamped(
  { operations, pairs }: History,
  strongReads: ReadonlySet<string>,
): TimestampedOperation[] {
  const found: TimestampedOperation[] = [];
  for (let position = 0; position < operations.length; position++) {
    const invoke = operations[position]!;
    if (invoke.type !== 'invoke' || typeof invoke.process !== 'number') continue;
    const completedAt = pairs[position]!;
    const completion = operations[completedAt];
    const outcome = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    const told = outcome === 'ok' ? completion! : invoke;
    const commit = outcome === 'ok' ? timestampOf(told, 'commitTimestamp', completedAt) : NaN;
    const read = outcome === 'ok' && Number.isNaN(commit) ? timestampOf(told, 'readTimestamp', completedAt) : NaN;
    const timestamp = Number.isNaN(commit) ? read : commit;
    const committed = outcome === 'ok' && Number.isNaN(timestamp) ? 'info' : outcome;
    const strong = told['strong'] ?? invoke['strong'] ?? strongReads.has(invoke.f);
    found.push({
      number: found.length,
      invoke,
      completion,
      outcome: committed,
      invokedAt: position,
      completedAt: committed === 'info' ? Infinity : completedAt,
      kind: Number.isNaN(read) ? 'read-write' : strong === true ? 'strong-read' : 'stale-read',
      timestamp,
      start: outcome === 'ok' ? timestampOf(told, 'startTimestamp', completedAt) : NaN,
      accesses: accessesOf(told.f, told.value),
    });
  }
  return found;
}

/** @throws HistoryError for a timestamp that is no integer. */
export function timestampOf(operation: Operation, field: string, position: number): number {
  const timestamp = operation[field];
  if (timestamp === undefined || timestamp === null) return NaN;
  if (Number.isSafeInteger(timestamp)) return timestamp as number;
  throw new HistoryError(`${field} must be an integer (microseconds), not ${JSON.stringify(timestamp)}`, {
    operation: position,
    field,
  });
}
