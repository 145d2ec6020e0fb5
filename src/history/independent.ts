import { HistoryError } from './history-error.ts';
import type { Operation } from './operation.generated.ts';

/**
 * Takes apart the value `[key, value]` of a client operation on one of several independent objects: the key becomes the
 * extra field `key`. A `fail` or `info` may have any other value, which stays, and no key; its invocation has it.
 *
 * @throws HistoryError for an invocation or an `ok` of a client whose value is no pair.
 */
export function liftKey(operation: Operation): Operation {
  if (typeof operation.process === 'string' || operation['key'] !== undefined) return operation;
  const { type, value } = operation;
  if (Array.isArray(value) && value.length === 2) {
    const [key, lifted]: unknown[] = value;
    return { ...operation, key, value: lifted };
  }
  if (type === 'fail' || type === 'info') return operation;
  throw new HistoryError(`${JSON.stringify(value)} is not a pair; expected [key, value] of independent objects`, {
    field: 'value',
  });
}
