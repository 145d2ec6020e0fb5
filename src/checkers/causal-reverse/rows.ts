import { HistoryError } from '../../history/history-error.ts';
import type { History, Outcome } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { showValue } from '../describe.ts';
import { identityOf } from '../identity.ts';

/** A row and its only write. Positions are those in the history; Infinity where the end is unknown. */
export interface Row {
  readonly value: unknown;
  readonly invoke: Operation;
  readonly outcome: Outcome;
  readonly invokedAt: number;
  readonly completedAt: number;
  /** The completion, or the invocation where there is none. */
  readonly cited: Operation;
}

export interface RowRead {
  readonly completion: Operation;
  readonly values: readonly unknown[];
}

/** What one table went through: rows by the identity of their value, and successful reads of all of them. */
export interface Rows {
  readonly written: Map<unknown, Row>;
  readonly reads: RowRead[];
}

/** Tables by the extra field `key`; without it there is one. */
export function collectRows({ operations, pairs }: History): readonly Rows[] {
  const tables = new Map<unknown, Rows>();
  operations.forEach((invoke, invokedAt) => {
    if (invoke.type !== 'invoke' || typeof invoke.process !== 'number') return;
    const completion = operations[pairs[invokedAt]!];
    const outcome = completion === undefined || completion.type === 'invoke' ? 'info' : completion.type;
    const table = tableOf(tables, invoke['key']);
    if (invoke.f === 'read' && outcome === 'ok')
      table.reads.push({ completion: completion!, values: listOf(completion!) });
    if (invoke.f !== 'write') return;
    const identity = identityOf(invoke.value);
    if (table.written.has(identity))
      throw new HistoryError(`${showValue(invoke.value)} is written twice; a row has one write`, {
        operation: invokedAt,
      });
    const completedAt = outcome === 'info' ? Infinity : pairs[invokedAt]!;
    const cited = completion ?? invoke;
    table.written.set(identity, { value: invoke.value, invoke, outcome, invokedAt, completedAt, cited });
  });
  return [...tables.values()];
}

function tableOf(tables: Map<unknown, Rows>, key: unknown): Rows {
  const identity = identityOf(key);
  let table = tables.get(identity);
  if (table === undefined) tables.set(identity, (table = { written: new Map(), reads: [] }));
  return table;
}

function listOf({ value, index }: Operation): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new HistoryError(`a read of rows must return a list, not ${showValue(value)}`, {
    operation: index,
    field: 'value',
  });
}
