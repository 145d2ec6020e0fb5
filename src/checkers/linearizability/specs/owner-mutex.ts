import type { Call, Spec } from '../spec.ts';
import { sameValue } from './same-value.ts';

/** A lock with owners, not reentrant: `acquire owner` while it is free, `release owner` while that owner holds it. The state is the owner, or `null`. */
export const ownerMutex: Spec = {
  name: 'owner-mutex',
  operations: ['acquire', 'release'],
  initial: null,
  values: {
    fromAnyState: false,
    of: ({ argument }: Call) => [argument],
    without: () => undefined,
  },
  fast: 'owner-mutex',
  step(owner: unknown, { f, argument }: Call): readonly unknown[] {
    if (f === 'acquire') return owner === null ? [argument] : [];
    return owner !== null && sameValue(owner, argument) ? [null] : [];
  },
};
