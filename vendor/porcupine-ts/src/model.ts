import type { Event } from './event.ts';
import type { Operation } from './operation.ts';

/** What a state may be: anything but `undefined`, which `step` keeps for "not possible". */
export type State = NonNullable<unknown> | null;

/** When two states are the same. Each visited state is compared with others, so a good `hash` can be worth a lot. */
export interface Equality<S extends State> {
  /**
   * Whether two states are the same. Default: as keys of a `Map` are, which suits numbers and strings; objects are then
   * equal only to themselves, so a model whose states are objects should give this.
   */
  equal?(left: S, right: S): boolean;
  /** An integer (its low 32 bits count) that is the same for equal states. Only used together with `equal`. */
  hash?(state: S): number;
}

/** How to show a model's operations and states; each part may be left out. */
export interface Descriptions<S extends State, I, O, M = unknown> {
  /** An operation in a few words, such as `get('x') -> 'y'`. Default: the input, an arrow, the output. */
  describeOperation?(input: I, output: O): string;
  /** A state in a few words. Default: its JSON. */
  describeState?(state: S): string;
  /** An operation's metadata in a few words. Default: the text itself, or JSON; empty when there is none. */
  describeOperationMetadata?(metadata: M | undefined): string;
}

/** How to split a history so that it is linearizable if and only if every part is. Default: one part. */
export interface Partitioning<I, O, M = unknown> {
  partition?(history: readonly Operation<I, O, M>[]): readonly (readonly Operation<I, O, M>[])[];
  partitionEvent?(history: readonly Event<I, O, M>[]): readonly (readonly Event<I, O, M>[])[];
}

/**
 * A sequential specification: what a single client, alone, would see.
 *
 * Only `init` and `step` are needed. The functions must be pure: the same arguments give the same answer, and no
 * argument is changed. Splitting the history (by key, say) is what helps speed most; with it, `init` and `step`
 * describe one part.
 */
export interface Model<S extends State, I, O, M = unknown>
  extends Equality<S>, Descriptions<S, I, O, M>, Partitioning<I, O, M> {
  /** The state before the first operation. */
  init(): S;
  /** The state after the operation; `undefined` when `state` does not allow `output` as the answer to `input`. */
  step(state: S, input: I, output: O): S | undefined;
}
