import { HistoryError } from '../../history/history-error.ts';
import type { Workload } from './transactions.ts';

export type MicroOperation = readonly [f: string, key: unknown, value?: unknown];

/**
 * What an operation did, or was to do: a transaction (`[["r", k, v], ["append" | "w", k, v], ...]`) and, for registers, a single read,
 * write or compare-and-set of `[key, value]`. Undefined for any other shape.
 */
export function microOperations(f: string, value: unknown, workload: Workload): readonly MicroOperation[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.every(isMicroOperation)) return value;
  if (workload === 'list-append' || value.length !== 2) return undefined;
  const [key, content] = value as [unknown, unknown];
  if (f === 'read') return [['r', key, content]];
  if (f === 'write') return [['w', key, content]];
  if (f !== 'cas' || !Array.isArray(content)) return undefined;
  return [
    ['r', key, content[0]],
    ['w', key, content[1]],
  ];
}

function isMicroOperation(value: unknown): value is MicroOperation {
  return Array.isArray(value) && value.length >= 2 && typeof value[0] === 'string';
}

export function unknownMicro(micro: MicroOperation, workload: Workload, operation: number): HistoryError {
  const allowed = workload === 'list-append' ? '"r" and "append"' : '"r" and "w"';
  return new HistoryError(`micro-operation ${JSON.stringify(micro)} is unknown to ${workload}, which has ${allowed}`, {
    operation,
    field: 'value',
  });
}
