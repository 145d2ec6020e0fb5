import type { Invocation } from '../../history/history.ts';
import { isLogOperations, type LogOperation } from './log-sentence.ts';
import { isFields, isMicroOperation } from './shapes.ts';
import { valueText } from './value-text.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The keys that a client operation reads or writes, as text: registers, carts, accounts, items, partitions, idempotency keys. */
export function keysOf({ invoke, completion }: Invocation): readonly string[] {
  const value = invoke.value ?? completion?.value;
  if (isLogOperations(value)) return partitionsOf(isLogOperations(completion?.value) ? completion.value : value);
  if (Array.isArray(value)) return keysOfList(value);
  if (typeof value !== 'object' || value === null) return [];
  for (const name of ['cart', 'item', 'key'] as const) if (name in value) return [nameOf((value as Fields)[name])];
  if ('from' in value && 'to' in value) return [nameOf(value.from), nameOf(value.to)];
  return invoke.f === 'balances' ? Object.keys(value) : [];
}

function partitionsOf(operations: readonly LogOperation[]): readonly string[] {
  const names = operations.flatMap(([f, what]) =>
    f === 'poll' ? (isFields(what) ? polledFrom(what) : []) : [nameOf(what)],
  );
  return [...new Set(names)];
}

/** A poll names all partitions; it is about those of which it got records. */
function polledFrom(partitions: Fields): readonly string[] {
  return Object.entries(partitions).flatMap(([name, records]) =>
    Array.isArray(records) && records.length > 0 ? [name] : [],
  );
}

function keysOfList(list: readonly unknown[]): readonly string[] {
  if (list.every(isMicroOperation)) return [...new Set(list.map(([, key]) => nameOf(key)))];
  return list.length === 2 && !Array.isArray(list[0]) ? [nameOf(list[0])] : [];
}

function nameOf(key: unknown): string {
  return typeof key === 'string' ? key : valueText(key);
}
