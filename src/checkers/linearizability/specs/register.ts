import type { Call, SeparateValues, Spec } from '../spec.ts';
import { pairOf } from './shapes.ts';
import { sameValue } from './same-value.ts';

/**
 * A register's values. Without `old`, a `cas [old, new]` just writes; without `new` it has nothing left to do.
 */
const registerValues: SeparateValues = {
  fromAnyState: true,
  of({ f, argument, result, known }: Call): readonly unknown[] {
    if (f === 'cas') return argument as readonly [unknown, unknown];
    if (f === 'write') return [argument];
    return known ? [result] : [];
  },
  without(call: Call, value: unknown): Call | undefined {
    if (call.f !== 'cas') return undefined;
    const [, replacement] = call.argument as readonly [unknown, unknown];
    return sameValue(replacement, value) ? undefined : { ...call, f: 'write', argument: replacement };
  },
};

/** One value: `read` answers it, `write` replaces it. */
export const register: Spec = {
  name: 'register',
  operations: ['read', 'write'],
  readOnly: ['read'],
  overwriting: ['write'],
  silent: ['write', 'cas'],
  initial: null,
  fast: 'register',
  values: registerValues,
  step: stepRegister,
};

/** A register with `cas [old, new]`, which replaces the value if it is `old`, and fails otherwise. */
export const casRegister: Spec = {
  name: 'cas-register',
  operations: ['read', 'write', 'cas'],
  shapes: {
    cas: {
      argument: pairOf('a pair [old, new]'),
      result: {
        expected: 'anything but false; a cas that found another value is a fail',
        fits: (value) => value !== false,
      },
    },
  },
  readOnly: ['read'],
  overwriting: ['write'],
  silent: ['write', 'cas'],
  initial: null,
  fast: 'register',
  values: registerValues,
  step: stepRegister,
};

function stepRegister(state: unknown, { f, argument, result }: Call): readonly unknown[] {
  if (f === 'write') return [argument];
  if (f === 'cas') {
    const [old, replacement] = argument as readonly [unknown, unknown];
    return sameValue(state, old) ? [replacement] : [];
  }
  return sameValue(state, result) ? [state] : [];
}
