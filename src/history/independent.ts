import { HistoryError, show } from './history-error.ts';
import type { Operation } from './operation.generated.ts';

/**
 * The key and the value of a client operation on one of several independent objects, from its value `[key, value]`;
 * `undefined` for an operation that has a key already, for one that is no client's, and for a `fail` or `info` with any
 * other value: its invocation has the key.
 *
 * @throws HistoryError for an invocation or an `ok` of a client whose value is no pair.
 */
export function splitPair(operation: Operation): readonly [key: unknown, value: unknown] | undefined {
  if (typeof operation.process === 'string' || operation['key'] !== undefined) return undefined;
  const { type, value } = operation;
  if (Array.isArray(value) && value.length === 2) return value as [unknown, unknown];
  if (type === 'fail' || type === 'info') return undefined;
  throw new HistoryError(`${show(value)} is not a pair; expected [key, value] of independent objects`, {
    field: 'value',
  });
}
