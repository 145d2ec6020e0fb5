import { isPlainObject } from '../../../history/plain-object.ts';
import type { Call, Shape, Spec } from '../spec.ts';
import { sameValue } from './same-value.ts';

type Registers = Readonly<Record<string, unknown>>;
type Access = readonly [action: string, key: string | number, value: unknown];

const accesses: Shape = {
  expected: 'a list of ["r", register, value] and ["w", register, value]',
  fits: (value) => Array.isArray(value) && value.every(isAccess),
};

/**
 * Several registers behind transactions: `txn [["r", key, value], ["w", key, value], …]`, also spelt `read` and `write`.
 * The whole list takes effect at once. A register that was never written reads `null`.
 */
export const multiRegister: Spec<Registers> = {
  name: 'multi-register',
  operations: ['txn'],
  shapes: { txn: { argument: accesses, result: accesses } },
  initial: {},
  beginning: {
    expected: 'an object of registers and their values',
    from: (given) => (isPlainObject(given) ? given : undefined),
  },
  changesNothing: ({ argument }) => (argument as readonly Access[]).every(([action]) => isRead(action)),
  touches: ({ argument, result, known }) => ((known ? result : argument) as readonly Access[]).map(([, key]) => key),
  step(state: Registers, { argument, result, known }: Call): readonly Registers[] {
    const after: Record<string, unknown> = { ...state };
    for (const [action, key, value] of (known ? result : argument) as readonly Access[]) {
      if (!isRead(action)) after[key] = value;
      else if (known && !sameValue(after[key] ?? null, value)) return [];
    }
    return [after];
  },
};

function isRead(action: string): boolean {
  return action === 'r' || action === 'read';
}

function isAccess(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const [action, key] = value as readonly unknown[];
  return ['r', 'read', 'w', 'write'].includes(String(action)) && ['string', 'number'].includes(typeof key);
}
