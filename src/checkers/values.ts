import type { Invocation } from '../history/history.ts';
import { HistoryError, show } from '../history/history-error.ts';
import type { Operation } from '../history/operation.generated.ts';

/** One step of a transaction or a snapshot: `["r" | "w" | "append", key, value]`. */
export type Micro = readonly [f: string, key: unknown, value: unknown];

/** The line that says what a successful operation found. */
export function resultOf({ invoke, completion }: Invocation): Operation {
  return completion ?? invoke;
}

/** @throws HistoryError for a value that is no pair `[key, value]`. */
export function pairOf(operation: Operation): readonly [key: unknown, value: unknown] {
  const { value } = operation;
  if (!Array.isArray(value) || value.length !== 2) throw unexpected(operation, 'a pair [key, value]');
  const [key, held] = value as [unknown, unknown];
  return [key, held];
}

/** @throws HistoryError for a value that is no pair of a key and a list of siblings. */
export function siblingsOf(operation: Operation): readonly [key: unknown, siblings: readonly unknown[]] {
  const [key, siblings] = pairOf(operation);
  if (!Array.isArray(siblings)) throw unexpected(operation, 'a pair [key, [sibling, …]]');
  return [key, siblings];
}

/** @throws HistoryError for a value that is no list of steps. */
export function microsOf(operation: Operation): readonly Micro[] {
  const { value } = operation;
  const isMicro = (step: unknown): boolean => Array.isArray(step) && step.length === 3 && typeof step[0] === 'string';
  if (!Array.isArray(value) || !value.every(isMicro)) throw unexpected(operation, 'steps [["r", key, value], …]');
  return value as Micro[];
}

/** @throws HistoryError for a value that is no `{ cart, item }`. */
export function cartItemOf(operation: Operation): { readonly cart: string; readonly item: string | number } {
  const { cart, item } = fieldsOf(operation, '{ cart, item }');
  if (typeof cart !== 'string' || (typeof item !== 'string' && typeof item !== 'number'))
    throw unexpected(operation, '{ cart, item }');
  return { cart, item };
}

/** @throws HistoryError for a value that is no `{ cart, items }`. */
export function cartItemsOf(operation: Operation): { readonly cart: string; readonly items: readonly unknown[] } {
  const { cart, items } = fieldsOf(operation, '{ cart, items: [item, …] }');
  if (typeof cart !== 'string' || !Array.isArray(items)) throw unexpected(operation, '{ cart, items: [item, …] }');
  return { cart, items };
}

/** @throws HistoryError for a value that is no object. */
export function fieldsOf(operation: Operation, shape: string): Readonly<Record<string, unknown>> {
  const { value } = operation;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(operation, shape);
  return value as Record<string, unknown>;
}

function unexpected({ f, index, value }: Operation, shape: string): HistoryError {
  return new HistoryError(`${show(value)} is no value of "${f}"; expected ${shape}`, {
    operation: index,
    field: 'value',
  });
}
