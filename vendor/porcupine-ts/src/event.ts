/** The start of an operation, in a history that knows the order of events but not their times. */
export interface CallEvent<I, M = unknown> {
  readonly kind: 'call';
  /** Row of the operation in the visualization; 0 when absent. */
  readonly clientId?: number | undefined;
  /** The operation's input. */
  readonly value: I;
  /** Joins the call to its return; each is used by exactly one pair. */
  readonly id: number;
  readonly metadata?: M | undefined;
}

/** The end of an operation. */
export interface ReturnEvent<O, M = unknown> {
  readonly kind: 'return';
  readonly clientId?: number | undefined;
  /** The operation's output. */
  readonly value: O;
  readonly id: number;
  /** Takes the place of the call's metadata when both have some. */
  readonly metadata?: M | undefined;
}

/** One event of a history; `kind` says which. */
export type Event<I, O, M = unknown> = CallEvent<I, M> | ReturnEvent<O, M>;
