import { NESTING_LIMIT } from '../canonical.ts';
import { orderFields } from '../fields.ts';
import { HistoryError, show } from '../history-error.ts';
import type { Operation } from '../operation.generated.ts';
import { isPlainObject } from '../plain-object.ts';

/** An operation as one line of JSON without the line's end: Jepsen's fields in Jepsen's order, then the extra ones. */
export function formatOperation(operation: Operation): string {
  const entries = orderFields(operation).map(([name, field]) => `${JSON.stringify(name)}:${formatJson(field, name)}`);
  return `{${entries.join(',')}}`;
}

/**
 * `JSON.stringify` that loses nothing: a `bigint` is written in digits, and what JSON can't hold is refused.
 *
 * @throws HistoryError for NaN, an infinity, `undefined` in an array, anything that is no plain data, or deep nesting.
 */
function formatJson(value: unknown, field: string, depth = 0): string {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return formatNumber(value);
  if (typeof value === 'bigint') return String(value);
  if (depth >= NESTING_LIMIT) throw new HistoryError(`nests deeper than ${NESTING_LIMIT} levels`, { field });
  if (Array.isArray(value)) return `[${value.map((item) => formatJson(item, field, depth + 1)).join(',')}]`;
  if (!isPlainObject(value)) throw new HistoryError(`${show(value)} can't be written; expected plain data`, { field });
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}:${formatJson(item, field, depth + 1)}`);
  return `{${entries.join(',')}}`;
}

/** With an exponent where digits alone would be read as an exact integer, which a number of this size is not. */
function formatNumber(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : JSON.stringify(value);
}
