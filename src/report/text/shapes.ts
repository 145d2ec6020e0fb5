import { listText } from './names.ts';
import { valueText } from './value-text.ts';

/** An object, but no list. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `["r", key, value]`: a part of a transaction. */
export function isMicroOperation(item: unknown): item is readonly [string, unknown, unknown] {
  return Array.isArray(item) && item.length === 3 && typeof item[0] === 'string';
}

const PLAIN_WORD = /^[\w.:-]+$/;
const MOST_WORDS = 12;

/** A value in a sentence: plain names stand without quotes, for a sentence isn't code. */
export function shown(value: unknown): string {
  return typeof value === 'string' && PLAIN_WORD.test(value) ? value : valueText(value);
}

/** As `shown`, of what a read found. */
export function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (!Array.isArray(value)) return shown(value);
  if (value.length === 0) return 'nothing';
  return value.every((item) => typeof item === 'string' && PLAIN_WORD.test(item)) ? wordsText(value) : shown(value);
}

/** A list of plain names, of which the last ones are only counted when there are many. */
function wordsText(list: readonly string[]): string {
  if (list.length <= MOST_WORDS) return listText(list);
  return `${list.slice(0, MOST_WORDS).join(', ')} and ${list.length - MOST_WORDS} more`;
}
