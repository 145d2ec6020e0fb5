import { NESTING_LIMIT } from '../canonical.ts';
import { orderFields } from '../fields.ts';
import type { History } from '../history.ts';
import { HistoryError, locate, show } from '../history-error.ts';
import type { Operation } from '../operation.generated.ts';
import { isPlainObject } from '../plain-object.ts';

const KEYWORD = /^[A-Za-z_][\w.*+!?-]*(?:\/[A-Za-z_][\w.*+!?-]*)?$/;
const INTEGER_NAME = /^(?:0|-?[1-9]\d{0,14})$/;
const KEYWORD_FIELDS = ['process', 'type', 'f'];
const numberNames: Readonly<Record<string, string>> = { NaN: '##NaN', Infinity: '##Inf', '-Infinity': '##-Inf' };

/**
 * The lines of a history as EDN, one map each. A `fail` repeats the value of its invocation, which Knossos insists on;
 * strings are keywords where Jepsen has keywords: process, type, f, and the names of a transaction's operations.
 *
 * @throws HistoryError for a value that is no plain data
 */
export function* formatEdnHistory({ operations, pairs }: History): Generator<string> {
  for (const [position, operation] of operations.entries()) {
    const invocation = operation.type === 'fail' ? operations[pairs[position] ?? -1] : undefined;
    try {
      yield formatEdnOperation(invocation === undefined ? operation : { ...operation, value: invocation.value });
    } catch (error) {
      throw locate(error, { operation: position });
    }
  }
}

function formatEdnOperation(operation: Operation): string {
  const entries = orderFields(operation).map(
    ([name, field]) => `${formatKey(name)} ${formatField(operation, name, field)}`,
  );
  return `{${entries.join(', ')}}`;
}

function formatField(operation: Operation, name: string, field: unknown): string {
  if (typeof field === 'string' && KEYWORD_FIELDS.includes(name)) return formatName(field);
  if (name === 'value' && operation.f === 'txn' && Array.isArray(field))
    return `[${field.map((step) => formatTransactionStep(step, name)).join(' ')}]`;
  return formatEdn(field, name);
}

function formatTransactionStep(step: unknown, field: string): string {
  if (!Array.isArray(step)) return formatEdn(step, field);
  const [name, ...rest]: unknown[] = step;
  if (typeof name !== 'string') return formatEdn(step, field);
  return `[${[formatName(name), ...rest.map((item) => formatEdn(item, field))].join(' ')}]`;
}

function formatEdn(value: unknown, field: string, depth = 0): string {
  if (value === null) return 'nil';
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}N`;
  if (typeof value === 'number') return formatNumber(value);
  if (depth >= NESTING_LIMIT) throw new HistoryError(`nests deeper than ${NESTING_LIMIT} levels`, { field });
  if (Array.isArray(value)) return `[${value.map((item) => formatEdn(item, field, depth + 1)).join(' ')}]`;
  if (!isPlainObject(value)) throw new HistoryError(`${show(value)} can't be written; expected plain data`, { field });
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const [key, item] = entries[0] ?? [];
  const tagged =
    entries.length === 1 && key?.startsWith('#') === true ? formatTagged(key, item, field, depth) : undefined;
  return (
    tagged ?? `{${entries.map(([name, item]) => `${formatKey(name)} ${formatEdn(item, field, depth + 1)}`).join(', ')}}`
  );
}

/** What the reader kept as `{"#tag": value}`; `undefined` when it is only an object with such a key. */
function formatTagged(key: string, value: unknown, field: string, depth: number): string | undefined {
  const tag = key.slice(1);
  if (typeof value === 'string') {
    if (tag === 'number' && numberNames[value] !== undefined) return numberNames[value];
    if (tag === 'ratio' && /^-?\d+\/[1-9]\d*$/.test(value)) return value;
    if (tag === 'decimal' && /^-?\d+(?:\.\d*)?(?:e-?\d+)?$/i.test(value)) return `${value}M`;
  }
  if (tag === 'map' && isPairs(value)) {
    const pairs = value.map((pair) => pair.map((item) => formatEdn(item, field, depth + 1)).join(' '));
    return `{${pairs.join(', ')}}`;
  }
  return KEYWORD.test(tag) ? `#${tag} ${formatEdn(value, field, depth + 1)}` : undefined;
}

function isPairs(value: unknown): value is readonly (readonly [unknown, unknown])[] {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2);
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return numberNames[String(value)] ?? 'nil';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : JSON.stringify(value);
}

function formatKey(name: string): string {
  return INTEGER_NAME.test(name) ? name : formatName(name);
}

function formatName(name: string): string {
  return KEYWORD.test(name) ? `:${name}` : JSON.stringify(name);
}
