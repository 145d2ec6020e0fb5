import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { HistoryError, show } from './history-error.ts';
import type { Operation } from './operation.generated.ts';

/** Per field of the schema: what a value that breaks it is not, and what is allowed. */
const fields: Readonly<Record<string, readonly [noun: string, allowed: string]>> = {
  index: ['an index', 'an integer from 0'],
  time: ['a time', 'an integer from 0, in nanoseconds since the start'],
  process: ['a process', 'an integer (a client) or a string (not a client)'],
  type: ['a type', 'invoke, ok, fail or info'],
  f: ['an f', 'a string that is not empty'],
  value: ['a value', 'any value; null for none'],
};

let compiled: ValidateFunction<Operation> | undefined;

/**
 * Holds a record against the schema of operations (histories/schema/operation.schema.json).
 *
 * @throws HistoryError for the first field that breaks it: what was found and what is allowed.
 */
export function validateOperation(record: unknown): Operation {
  compiled ??= compileSchema();
  if (compiled(record)) return record;
  throw explain(record, compiled.errors?.[0]);
}

function compileSchema(): ValidateFunction<Operation> {
  const schema = new URL('../../histories/schema/operation.schema.json', import.meta.url);
  const ajv = new Ajv({ discriminator: true, strictRequired: false, allowUnionTypes: true, keywords: ['tsType'] });
  return ajv.compile<Operation>(JSON.parse(readFileSync(schema, 'utf8')) as object);
}

function explain(record: unknown, error: ErrorObject | undefined): HistoryError {
  if (typeof record !== 'object' || record === null || Array.isArray(record))
    return new HistoryError(`${show(record)} is not an operation; expected an object with the fields of one`);
  const field = fieldOf(error);
  const [noun, allowed] = fields[field] ?? ['valid', error?.message ?? 'what the schema allows'];
  const found: unknown = Reflect.get(record, field);
  const problem = found === undefined ? 'is missing' : `${show(found)} is not ${noun}`;
  const size = isTooLarge(found) ? ', and no integer beyond 2^53' : '';
  return new HistoryError(`${problem}; expected ${allowed}${size}`, { field });
}

/** As times are that count nanoseconds since 1970. */
function isTooLarge(found: unknown): boolean {
  return typeof found === 'bigint' || (Number.isInteger(found) && !Number.isSafeInteger(found));
}

function fieldOf(error: ErrorObject | undefined): string {
  const { missingProperty, tag }: { missingProperty?: string; tag?: string } = error?.params ?? {};
  return missingProperty ?? tag ?? error?.instancePath.split('/')[1] ?? '';
}
