import { isPlainObject } from '../../../history/plain-object.ts';
import type { Call, SeparateValues, Shape, Spec } from '../spec.ts';
import { sameValue } from './same-value.ts';

type Registers = Readonly<Record<string, unknown>>;
type Access = readonly [action: string, key: string | number, value: unknown];

const accesses: Shape = {
  expected: 'a list of ["r", register, value] and ["w", register, value]',
  fits: (value) => Array.isArray(value) && value.every(isAccess),
};

/** Each value of each register by itself: without it, a transaction has its other accesses. */
const registerValues: SeparateValues = {
  fromAnyState: true,
  of: (call) =>
    accessesOf(call)
      .filter(([action]) => call.known || !isRead(action))
      .map(valueOf),
  without(call, value) {
    const left = accessesOf(call).filter((access) => !sameValue(valueOf(access), value));
    if (left.every(([action]) => !call.known && isRead(action))) return undefined;
    const asked = left.map((access) => (isRead(access[0]) ? [access[0], access[1], null] : access));
    return { ...call, argument: asked, result: call.known ? left : undefined };
  },
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
  touches: (call) => accessesOf(call).map(nameOf),
  values: registerValues,
  step(state: Registers, call: Call): readonly Registers[] {
    let after = state;
    for (const [action, key, value] of accessesOf(call)) {
      // A register may have the name of what every object inherits.
      if (!isRead(action)) after = { ...after, [key]: value };
      else if (call.known && !sameValue(Object.hasOwn(after, key) ? after[key] : null, value)) return [];
    }
    return [after];
  },
};

function accessesOf({ argument, result, known }: Call): readonly Access[] {
  return (known ? result : argument) as readonly Access[];
}

/** What an access writes, or saw, in which register. */
function valueOf(access: Access): unknown {
  return [nameOf(access), access[2] ?? null];
}

/** The register that is accessed: 1 and "1" are the same. */
function nameOf([, key]: Access): string {
  return String(key);
}

function isRead(action: string): boolean {
  return action === 'r' || action === 'read';
}

function isAccess(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const [action, key] = value as readonly unknown[];
  return ['r', 'read', 'w', 'write'].includes(String(action)) && ['string', 'number'].includes(typeof key);
}
