import { canonicalText } from '../../../history/canonical.ts';
import type { Call, Spec } from '../spec.ts';
import { piecesAsValues } from './pieces-as-values.ts';
import { sameValue } from './same-value.ts';

/**
 * One key of a key-value store: `get` answers its value (`null` without one), `put` replaces it, `append` adds to a string or
 * to a list, `delete` removes it.
 */
export const keyValue: Spec = {
  name: 'key-value',
  operations: ['get', 'put', 'append', 'delete'],
  readOnly: ['get'],
  overwriting: ['put', 'delete'],
  silent: ['put', 'append', 'delete'],
  initial: null,
  fast: 'key-value',
  valuesIn: piecesAsValues,
  growth: {
    leadsTo: (state: unknown, { result }: Call) => isBeginning(state, result),
    resets: ({ f, argument }: Call, { result }: Call) =>
      f === 'delete' || (f === 'put' && isBeginning(argument, result)),
  },
  // Texts are their own keys, marked as texts, which no other value's canonical text is.
  key: (state: unknown) => (typeof state === 'string' ? `'${state}` : canonicalText(state)),
  step(state: unknown, { f, argument, result }: Call): readonly unknown[] {
    if (f === 'put') return [argument];
    if (f === 'append') return [append(state, argument)];
    if (f === 'delete') return [null];
    return sameValue(state, result) ? [state] : [];
  },
};

function append(state: unknown, added: unknown): unknown {
  if (typeof state === 'string') return `${state}${String(added)}`;
  if (Array.isArray(state)) return [...(state as readonly unknown[]), added];
  return typeof added === 'string' ? added : [added];
}

function isBeginning(state: unknown, read: unknown): boolean {
  if (typeof state === 'string') return typeof read === 'string' && read.startsWith(state);
  // To anything else nothing is added: what is appended next stands alone.
  if (!Array.isArray(state)) return true;
  return Array.isArray(read) && state.length <= read.length && state.every((item, i) => sameValue(item, read[i]));
}
