import type { Invocation } from '../../history/history.ts';
import { valueText } from './value-text.ts';

/** The keys that a client operation reads or writes, as text: of registers, transactions, carts and accounts. */
export function keysOf({ invoke, completion }: Invocation): readonly string[] {
  const value = invoke.value ?? completion?.value;
  if (Array.isArray(value)) return keysOfList(value);
  if (typeof value !== 'object' || value === null) return [];
  if ('cart' in value) return [nameOf(value.cart)];
  if ('from' in value && 'to' in value) return [nameOf(value.from), nameOf(value.to)];
  return invoke.f === 'balances' ? Object.keys(value) : [];
}

function keysOfList(list: readonly unknown[]): readonly string[] {
  if (list.every(isMicroOperation)) return [...new Set(list.map(([, key]) => nameOf(key)))];
  return list.length === 2 && !Array.isArray(list[0]) ? [nameOf(list[0])] : [];
}

function isMicroOperation(item: unknown): item is readonly [string, unknown, unknown] {
  return Array.isArray(item) && item.length === 3 && typeof item[0] === 'string';
}

function nameOf(key: unknown): string {
  return typeof key === 'string' ? key : valueText(key);
}
