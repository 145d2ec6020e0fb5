import type { Operation } from '../../history/operation.generated.ts';
import { valueText } from '../text/value-text.ts';

/**
 * What a server recorded. A statement about many keys (`{ keys: { … } }`) is cut down to those that the checker's
 * sentence names, if it names any.
 */
export function observedText({ value }: Operation, sentence: string): string {
  const keys = keysOf(value);
  const named = Object.entries(keys ?? {}).filter(([key]) => sentence.includes(JSON.stringify(key)));
  return valueText(named.length === 0 ? value : Object.fromEntries(named));
}

function keysOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || !('keys' in value)) return undefined;
  const { keys } = value;
  return typeof keys === 'object' && keys !== null ? { ...keys } : undefined;
}
