import { valueText } from './value-text.ts';

/** An object, but no list. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `["r", key, value]`: a part of a transaction. */
export function isMicroOperation(item: unknown): item is readonly [string, unknown, unknown] {
  return Array.isArray(item) && item.length === 3 && typeof item[0] === 'string';
}

/** A value in a sentence: plain names stand without quotes, for a sentence isn't code. */
export function shown(value: unknown): string {
  return typeof value === 'string' && /^[\w.:-]+$/.test(value) ? value : valueText(value);
}

/** As `shown`, of what a read found. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) && value.length === 0 ? 'nothing' : shown(value);
}
