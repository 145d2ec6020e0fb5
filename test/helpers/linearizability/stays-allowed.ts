import type { Call, Spec } from '../../../src/checkers/linearizability/spec.ts';
import { keyOf, situationsOnTheWay, type Situation, type TimedCall } from './brute-force.ts';

/** A state of the object, and those that it may have had when only what is left of each call had taken effect. */
interface Both {
  readonly whole: unknown;
  readonly left: readonly unknown[];
}

/**
 * Whether some calls may be replaced by what is left of them: wherever one of them is possible, what is left of it is, in what
 * the object would be then. Tries every sequence that real time allows until a time, so it asks nothing of how calls were reduced.
 *
 * @param restOf what is left of a call; nothing when the call goes
 */
export function staysAllowed(
  spec: Spec,
  from: readonly Situation[],
  restOf: (call: TimedCall) => Call | undefined,
  until: number,
): boolean {
  const statesAfter = (states: readonly unknown[], rest: Call | undefined): readonly unknown[] => {
    if (rest === undefined) return states;
    const next = states.flatMap((state) => spec.step(state, rest));
    // What nobody knows of may as well never have taken effect.
    const all = rest.known ? next : [...next, ...states];
    return [...new Map(all.map((state) => [keyOf(spec, state), state])).values()];
  };
  const both: Spec<Both> = {
    name: spec.name,
    operations: spec.operations,
    initial: { whole: spec.initial, left: [spec.initial] },
    key: ({ whole, left }) =>
      JSON.stringify([keyOf(spec, whole), ...left.map((state) => String(keyOf(spec, state))).sort()]),
    step({ whole, left }, call) {
      const after = statesAfter(left, restOf(call as TimedCall));
      return spec.step(whole, call).map((next) => ({ whole: next, left: after }));
    },
  };
  const beginnings = from.map(({ state, left }) => ({ state: { whole: state, left: [state] }, left }));
  return situationsOnTheWay(both as Spec, beginnings, until).every(({ state }) => (state as Both).left.length > 0);
}
