import type { Call, Spec } from '../spec.ts';
import { exactNumber } from './shapes.ts';

/** A sum: `add n` adds, `read` answers it. */
export const counter: Spec<number> = {
  name: 'counter',
  operations: ['read', 'add'],
  readOnly: ['read'],
  initial: 0,
  beginning: { expected: exactNumber.expected, from: (given) => (exactNumber.fits(given) ? Number(given) : undefined) },
  shapes: { read: { result: exactNumber }, add: { argument: exactNumber } },
  fast: 'counter',
  step(sum: number, { f, argument, result }: Call): readonly number[] {
    if (f === 'add') return [sum + Number(argument)];
    return result === sum ? [sum] : [];
  },
};
