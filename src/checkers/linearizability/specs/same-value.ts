import { canonicalText } from '../../../history/canonical.ts';

/** Whether two values of a history are equal: scalars by identity, lists and maps by content. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return canonicalScalar(a) === canonicalScalar(b);
  return canonicalText(a) === canonicalText(b);
}

function canonicalScalar(value: unknown): unknown {
  return value ?? null;
}
