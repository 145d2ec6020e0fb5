import { describeAny } from './describe.ts';
import { mixBits } from './hash.ts';
import type { Descriptions, Equality, Model, Partitioning, State } from './model.ts';

/** A sequential specification in which one operation may lead to one of several states. */
export interface NondeterministicModel<S extends State, I, O, M = unknown>
  extends Equality<S>, Descriptions<S, I, O, M>, Partitioning<I, O, M> {
  /** The possible states before the first operation. */
  init(): readonly S[];
  /** All possible states after the operation; none when `state` does not allow `output` as the answer to `input`. */
  step(state: S, input: I, output: O): readonly S[];
}

/**
 * Turns a nondeterministic model into a deterministic one whose state is the set of states that are still possible
 * (power set construction). A step compares each new state with each other one, so it takes time in the square of
 * their number; a deterministic model written by hand may be faster.
 */
export function toModel<S extends State, I, O, M = unknown>(
  nondeterministic: NondeterministicModel<S, I, O, M>,
): Model<readonly S[], I, O, M> {
  const equal = nondeterministic.equal?.bind(nondeterministic) ?? sameValueZero;
  const hash = nondeterministic.hash?.bind(nondeterministic);
  const describeState = nondeterministic.describeState?.bind(nondeterministic) ?? describeAny;
  return {
    ...(nondeterministic.partition && { partition: (history) => nondeterministic.partition!(history) }),
    ...(nondeterministic.partitionEvent && { partitionEvent: (history) => nondeterministic.partitionEvent!(history) }),
    ...(nondeterministic.describeOperation && {
      describeOperation: (input, output) => nondeterministic.describeOperation!(input, output),
    }),
    ...(nondeterministic.describeOperationMetadata && {
      describeOperationMetadata: (metadata) => nondeterministic.describeOperationMetadata!(metadata),
    }),
    ...(hash && { hash: (states) => hashOfSet(states, hash) }),
    init: () => distinct(nondeterministic.init(), equal),
    step(states, input, output) {
      const next = states.flatMap((state) => nondeterministic.step(state, input, output));
      return next.length === 0 ? undefined : distinct(next, equal);
    },
    // Both sides are free of repeats, so inclusion and size together mean equality.
    equal: (left, right) =>
      left.length === right.length && left.every((state) => right.some((other) => equal(state, other))),
    describeState: (states) => `{${states.map((state) => describeState(state)).join(', ')}}`,
  };
}

/** Addition, for the order of the states must not matter. */
function hashOfSet<S>(states: readonly S[], hash: (state: S) => number): number {
  return states.reduce((sum, state) => (sum + mixBits(hash(state))) | 0, 0);
}

function distinct<S>(states: readonly S[], equal: (left: S, right: S) => boolean): S[] {
  const kept: S[] = [];
  for (const state of states) if (!kept.some((other) => equal(state, other))) kept.push(state);
  return kept;
}

function sameValueZero(left: unknown, right: unknown): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}
