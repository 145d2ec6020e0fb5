import type { Call, Spec } from '../spec.ts';

/** A lock that does not care who holds it: `acquire` while it is free, `release` while it is held. */
export const mutex: Spec<boolean> = {
  name: 'mutex',
  operations: ['acquire', 'release'],
  silent: ['acquire', 'release'],
  initial: false,
  beginning: {
    expected: 'true (held) or false (free)',
    from: (given) => (typeof given === 'boolean' ? given : undefined),
  },
  step: (isHeld: boolean, { f }: Call) => (isHeld === (f === 'release') ? [!isHeld] : []),
};
