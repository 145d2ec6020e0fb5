import type { Call, Spec } from '../spec.ts';
import { token as tokenShape } from './shapes.ts';

interface Tokens {
  /** All tokens that were given out, in order. */
  readonly granted: readonly number[];
  /** The highest token that the guarded resource has seen. */
  readonly seen: number;
}

/**
 * A lease whose holders may lose it at any time without notice, and the resource that it guards (fencing as by the sequencers
 * of Burrows, "The Chubby lock service", 2006): `acquire` answers a token, an integer higher than every one before;
 * `use token` is accepted only while the resource has seen no higher one; `release token` gives it back.
 */
export const fencedLease: Spec<Tokens> = {
  name: 'fenced-lease',
  operations: ['acquire', 'use', 'release'],
  readOnly: ['release'],
  omittable: ['use'],
  shapes: { acquire: { result: tokenShape }, use: { argument: tokenShape }, release: { argument: tokenShape } },
  initial: { granted: [], seen: 0 },
  values: {
    fromAnyState: true,
    of: ({ f, argument, result, known }: Call) => (f !== 'acquire' ? [argument] : known ? [result] : []),
    without: () => undefined,
  },
  fast: 'fenced-lease',
  step(state: Tokens, { f, argument, result, known }: Call): readonly Tokens[] {
    const { granted, seen } = state;
    if (f === 'acquire') {
      if (!known) return [state];
      const token = Number(result);
      return token > (granted.at(-1) ?? 0) ? [{ granted: [...granted, token], seen }] : [];
    }
    const token = Number(argument);
    if (!granted.includes(token)) return [];
    if (f === 'release') return [state];
    return token >= seen ? [{ granted, seen: token }] : [];
  },
};
