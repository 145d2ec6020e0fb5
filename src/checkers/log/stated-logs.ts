import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { fieldsOf } from '../values.ts';

const SHAPE = '{ partitions: { partition: [record, …] }, starts?: { partition: offset } }';

/** What a server stated of a partition: its committed records, and the offset of the first of them. */
export interface StatedLog {
  readonly server: string;
  readonly index: number;
  readonly start: number;
  readonly records: readonly unknown[];
}

/**
 * The last `replica-log` statement of each server, by partition. A log begins at offset 0 unless `starts` says otherwise.
 *
 * @throws HistoryError for a statement of another shape.
 */
export function readStatedLogs(history: History): ReadonlyMap<string, readonly StatedLog[]> {
  const statements = new Map(history.observations('replica-log').map((statement) => [statement.process, statement]));
  const logs = new Map<string, StatedLog[]>();
  for (const statement of statements.values()) {
    const { partitions, starts } = fieldsStated(statement);
    for (const [partition, records] of Object.entries(partitions)) {
      const start = starts[partition] ?? 0;
      const stated = { server: String(statement.process), index: statement.index, start, records };
      const known = logs.get(partition);
      if (known === undefined) logs.set(partition, [stated]);
      else known.push(stated);
    }
  }
  return logs;
}

/** The offset behind a log's last committed record. */
export function endOf({ start, records }: StatedLog): number {
  return start + records.length;
}

interface StatedFields {
  readonly partitions: Readonly<Record<string, readonly unknown[]>>;
  readonly starts: Readonly<Record<string, number>>;
}

function fieldsStated(statement: Operation): StatedFields {
  const { partitions, starts = {} } = fieldsOf(statement, SHAPE);
  const areLogs = isObject(partitions) && Object.values(partitions).every(Array.isArray);
  const areOffsets = isObject(starts) && Object.values(starts).every((start) => typeof start === 'number');
  if (areLogs && areOffsets) return { partitions, starts } as StatedFields;
  throw new HistoryError(`${show(statement.value)} is no statement of logs; expected ${SHAPE}`, {
    operation: statement.index,
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
