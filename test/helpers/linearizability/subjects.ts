import type { SpecName } from '../../../src/checkers/linearizability/specs/catalog.ts';
import type { Random } from './random.ts';
import type { Subject } from './random-history.ts';

/** A register whose writes may repeat values when `distinct` is given. */
export function registerSubject(fs: readonly string[], distinct?: number): Subject {
  const value = (random: Random, unique: number): number =>
    distinct === undefined ? unique + 1 : random.below(distinct);
  return {
    initial: null,
    request(random, unique) {
      const f = random.pick(fs);
      if (f === 'read') return { f, argument: null };
      if (f === 'write') return { f, argument: value(random, unique) };
      const old = random.chance(10) ? null : random.below(distinct ?? unique + 1) + (distinct === undefined ? 1 : 0);
      return { f, argument: [old, value(random, unique)] };
    },
    answer(state, { f, argument }) {
      if (f === 'read') return { state, result: state };
      if (f === 'write') return { state: argument, result: argument };
      const [old, replacement] = argument as [unknown, unknown];
      return state === old ? { state: replacement, result: argument } : { state, result: null, failed: true };
    },
    wrong(random, { f }, result) {
      if (f !== 'read') return result;
      return random.chance(20) ? null : random.below(distinct ?? 8) + (distinct === undefined ? 1 : 0);
    },
  };
}

/** Objects to make histories of, by name; several of one spec where its preconditions differ. */
export const subjects: readonly { readonly spec: SpecName; readonly name: string; readonly subject: Subject }[] = [
  { spec: 'register', name: 'register, unique values', subject: registerSubject(['read', 'write']) },
  { spec: 'register', name: 'register, three values', subject: registerSubject(['read', 'write'], 3) },
  {
    spec: 'cas-register',
    name: 'cas-register, unique values',
    subject: registerSubject(['read', 'write', 'cas', 'cas']),
  },
  { spec: 'cas-register', name: 'cas-register, three values', subject: registerSubject(['read', 'write', 'cas'], 3) },
];
