import { canonicalText } from '../../../history/canonical.ts';
import type { Call, Spec } from '../spec.ts';

/** A source of identifiers: `generate` answers one that it never answered before. The state is the sorted texts of all. */
export const uniqueIds: Spec<readonly string[]> = {
  name: 'unique-ids',
  operations: ['generate'],
  omittable: ['generate'],
  initial: [],
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
