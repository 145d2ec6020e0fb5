import type { FastName } from './fast/fast-name.ts';

/** One client operation as a spec sees it. */
export interface Call {
  /** What was asked for: `read`, `write`, `enqueue` … */
  readonly f: string;
  /** The value of the invocation. */
  readonly argument: unknown;
  /** The value of the `ok` completion; `undefined` while the outcome is unknown. */
  readonly result: unknown;
  /** Whether it completed with `ok`. Without, it may or may not have taken effect, and nobody saw a result. */
  readonly known: boolean;
}

/**
 * A sequential specification: what one copy of the object would do, one call at a time. (Porcupine calls this a model.)
 * States are plain data that `step` never changes in place; a new state is a new value.
 */
export interface Spec<State = unknown> {
  readonly name: string;
  /** Every `f` that the object understands. */
  readonly operations: readonly string[];
  /** Those of `operations` that never change the state, whatever the state. The check is faster for each one named. */
  readonly readOnly?: readonly string[];
  /** Those that can be left out of any allowed sequence, which stays allowed; `readOnly` ones always can. */
  readonly omittable?: readonly string[];
  /** Those that are always possible and after which the state says nothing of what it was before. The check is faster for each one named. */
  readonly overwriting?: readonly string[];
  /** Those whose completion says that they took effect, and nothing else. Counterexamples are found faster for each one named. */
  readonly silent?: readonly string[];
  /** Whether this call left the state as it was although others of its name may not: a `dequeue` that found nothing. */
  changesNothing?(call: Call): boolean;
  /** The state before the first call. */
  readonly initial: State;
  /** What else the object may begin with. Without, any value is taken for a state. */
  readonly beginning?: Beginning<State>;
  /** By `f`: what its values must look like. A call that breaks it is no call, and an error. Without, `step` must cope with any value. */
  readonly shapes?: Readonly<Record<string, CallShape>>;
  /**
   * The states that the object may be in after `call`: none when it could not have answered so, one as a rule, several
   * when the object may choose.
   */
  step(state: State, call: Call): readonly State[];
  /** Distinguishes states; equal keys mean equal states. Default: the canonical text of the state. */
  key?(state: State): string | number;
  /** How whole values can be left out of a counterexample. Without, counterexamples are larger. */
  readonly values?: SeparateValues;
  /** `values` where it takes the calls of a history to tell values apart; nothing when they don't. */
  valuesIn?(calls: readonly Call[], initial: State): SeparateValues | undefined;
  /** For states that only grow, as a log does. The check is faster with it. */
  readonly growth?: Growth<State>;
  /**
   * The parts of the state that a call may look at or change, for a state of several parts: the keys of a store. Whether a call
   * is possible and what it makes of its parts depends on nothing else, and it leaves all others as they are. What touches no
   * common part is checked apart, as if each part were an object by itself.
   */
  touches?(call: Call): readonly unknown[];
  /** Polynomial checker that decides this spec where its preconditions hold. */
  readonly fast?: FastName;
}

/** A state that somebody asks for in the place of the initial one. */
export interface Beginning<State = unknown> {
  /** For messages: `a list of items`. */
  readonly expected: string;
  /** The state for what was given; nothing when it is none. */
  from(given: unknown): State | undefined;
}

/** What the values of a call must look like. */
export interface CallShape {
  /** Of the invocation. */
  readonly argument?: Shape;
  /** Of the `ok` completion. */
  readonly result?: Shape;
}

/** What a value must look like. */
export interface Shape {
  /** For messages: `a pair [old, new]`. */
  readonly expected: string;
  fits(value: unknown): boolean;
}

/**
 * What reads say of states before them. Calls that change the state are possible in all of them, and those that are resets for a
 * read are `overwriting`.
 */
export interface Growth<State = unknown> {
  /** Whether calls that are no resets for it may lead from `state` to one where the read-only call `read` is possible. */
  leadsTo(state: State, read: Call): boolean;
  /** Whether after `update` that read may become possible whatever the state was before. */
  resets(update: Call, read: Call): boolean;
}

/**
 * Values that come and go independently of each other. Leaving one out of an allowed sequence, by what `without` makes of
 * each call, must give an allowed sequence.
 */
export interface SeparateValues {
  /** The values that a call is about. */
  of(call: Call): readonly unknown[];
  /** The call in a history without a value that it is about; nothing when the call goes too. */
  without(call: Call, value: unknown): Call | undefined;
  /** Whether that holds from any state, not only from the initial one. */
  readonly fromAnyState: boolean;
  /** The values that the initial state holds, which can't be left out. Without, it holds none. */
  heldAtFirst?(initial: unknown): readonly unknown[];
}
