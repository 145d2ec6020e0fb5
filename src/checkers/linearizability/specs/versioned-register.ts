import type { Call, Shape, Spec } from '../spec.ts';
import { pairOf } from './shapes.ts';
import { sameValue } from './same-value.ts';

interface Versioned {
  readonly version: number;
  readonly value: unknown;
  /** The version is higher than `version`, but nobody has seen it yet. */
  readonly isOpen: boolean;
}

const versioned: Shape = {
  expected: 'a pair [version, value] with an integer from 0 as version',
  fits: (value) =>
    Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && Number(value[0]) >= 0,
};

/** What stands for a version that no write was told: a read of its value may be of it. */
export function unseenVersionOf(value: unknown): unknown {
  return ['unseen', value];
}

/**
 * A register whose store numbers its writes, ever higher: `write [null, value]` is answered by `[version, value]`, `read` by
 * `[version, value]`, as in Jepsen's etcd tests. A register that was never written reads `[0, null]`.
 */
export const versionedRegister: Spec<Versioned> = {
  name: 'versioned-register',
  operations: ['read', 'write'],
  omittable: ['read'],
  values: {
    fromAnyState: true,
    of({ f, argument, result, known }: Call): readonly unknown[] {
      if (!known) return f === 'write' && Array.isArray(argument) ? [unseenVersionOf(argument[1])] : [];
      const [version, value] = result as readonly [unknown, unknown];
      return f === 'write' ? [version] : [version, unseenVersionOf(value)];
    },
    without: () => undefined,
  },
  shapes: {
    read: { result: versioned },
    write: { argument: pairOf('a pair [null, value]'), result: versioned },
  },
  beginning: {
    expected: versioned.expected,
    from: (given) => {
      if (!versioned.fits(given)) return undefined;
      const [version, value] = given as readonly [number, unknown];
      return { version, value, isOpen: false };
    },
  },
  initial: { version: 0, value: null, isOpen: false },
  fast: 'versioned-register',
  step(state: Versioned, { f, argument, result, known }: Call): readonly Versioned[] {
    const [, value] = (known ? result : (argument ?? [null, null])) as readonly [unknown, unknown];
    if (f === 'read' && !known) return [state];
    if (!known) return [{ version: state.version + (state.isOpen ? 1 : 0), value, isOpen: true }];
    const version = Number((result as readonly [unknown, unknown])[0]);
    const isNewer = version > state.version + (f === 'write' && state.isOpen ? 1 : 0);
    if (f === 'write') return isNewer ? [{ version, value, isOpen: false }] : [];
    const isSame = state.isOpen ? isNewer : version === state.version;
    return isSame && sameValue(value, state.value) ? [{ version, value, isOpen: false }] : [];
  },
};
