import { HistoryError } from './history-error.ts';

/** Values nested deeper than this are refused: it bounds every walk over a value. */
export const NESTING_LIMIT = 500;

/**
 * A text that two values share exactly when they are equal: JSON with the keys of objects sorted. Strings are quoted,
 * so `1` and `"1"` differ; integers beyond 2^53 are exact when they are `bigint`, and a small `bigint` equals its number.
 *
 * @throws HistoryError for a value nested deeper than `NESTING_LIMIT`, or one that is no data (a function, a symbol).
 */
export function canonicalText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return value === 0 ? '0' : String(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object')
    throw new HistoryError(`a ${typeof value} is no value of a history`, { field: 'value' });
  if (depth >= NESTING_LIMIT)
    throw new HistoryError(`a value nests deeper than ${NESTING_LIMIT} levels`, { field: 'value' });
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, depth + 1)).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item, depth + 1)}`);
  return `{${entries.join(',')}}`;
}

/** A total order of values: numbers by size, then everything else by canonical text. */
export function compareCanonically(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  const [textA, textB] = [canonicalText(a), canonicalText(b)];
  if (textA === textB) return 0;
  return textA < textB ? -1 : 1;
}
