import type { Call, Spec } from '../spec.ts';
import { something } from './shapes.ts';
import { sameValue } from './same-value.ts';

const owner = something('an owner; the spec mutex is for locks that do not ask for one');

/** A lock with owners, not reentrant: `acquire owner` while it is free, `release owner` while that owner holds it. The state is the owner, or `null`. */
export const ownerMutex: Spec = {
  name: 'owner-mutex',
  operations: ['acquire', 'release'],
  silent: ['acquire', 'release'],
  initial: null,
  shapes: { acquire: { argument: owner }, release: { argument: owner } },
  values: {
    fromAnyState: false,
    heldAtFirst: (owner) => (owner === null ? [] : [owner]),
    of: ({ argument }: Call) => [argument],
    without: () => undefined,
  },
  fast: 'owner-mutex',
  step(owner: unknown, { f, argument }: Call): readonly unknown[] {
    if (f === 'acquire') return owner === null ? [argument] : [];
    return owner !== null && sameValue(owner, argument) ? [null] : [];
  },
};
