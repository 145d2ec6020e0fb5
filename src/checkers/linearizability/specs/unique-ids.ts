import { canonicalText } from '../../../history/canonical.ts';
import type { Call, Spec } from '../spec.ts';
import { something } from './shapes.ts';

/** A source of identifiers: `generate` answers one that it never answered before. The state is the sorted texts of all. */
export const uniqueIds: Spec<readonly string[]> = {
  name: 'unique-ids',
  operations: ['generate'],
  omittable: ['generate'],
  initial: [],
  shapes: { generate: { result: something('the identifier that was given out') } },
  beginning: {
    expected: 'a list of identifiers that were given out before',
    from: (given) => (Array.isArray(given) ? given.map((id) => canonicalText(id)).sort() : undefined),
  },
  fast: 'unique-ids',
  values: {
    fromAnyState: true,
    of: ({ result, known }: Call) => (known ? [result] : []),
    without: () => undefined,
  },
  step(given: readonly string[], { result, known }: Call): readonly (readonly string[])[] {
    if (!known) return [given];
    const id = canonicalText(result);
    return given.includes(id) ? [] : [[...given, id].sort()];
  },
};
