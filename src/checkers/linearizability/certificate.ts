/** Proof that a history is linearizable: an order for each object. Objects are independent, so these orders suffice. */
export interface LinearizationCertificate {
  readonly kind: 'linearization';
  readonly orders: readonly ObjectOrder[];
}

/** An order of the calls on one object that its spec allows and that real time allows. */
export interface ObjectOrder {
  /** Absent in a history of one object. */
  readonly key?: unknown;
  /** Indices of invocations. Calls of unknown outcome that never took effect are not in it. */
  readonly operations: readonly number[];
}

/** Proof that a history is not linearizable: a few of its calls that can't be ordered, from each object that is wrong. */
export interface CoreCertificate {
  readonly kind: 'core';
  readonly cores: readonly [Core, ...Core[]];
}

/**
 * Calls on one object that can't be ordered. Whatever was left out or loosened would keep a linearizable history
 * linearizable, so the whole history can't be ordered either.
 */
export interface Core {
  readonly key?: unknown;
  /**
   * Position in the history from which on calls are looked at: what returned up to it counts only by `configurations`. -1 for
   * the beginning, where the state is the initial one.
   */
  readonly begin: number;
  /** All that the object may have been at `begin`, as far as the core's calls touch it. */
  readonly configurations: readonly Configuration[];
  /**
   * Where whole values were left out of the history before `begin` was chosen: those that stayed, so `configurations` are those
   * of a history without all others. Absent where none was left out, and at the beginning.
   */
  readonly values?: readonly unknown[];
  /** In the order of their invocations. */
  readonly operations: readonly CoreOperation[];
}

/** What an object may have been at a time. It includes whatever its pending calls may still lead to. */
export interface Configuration {
  /** A state of the spec. */
  readonly state: unknown;
  /** Indices of the invocations that had not returned, but had taken effect. */
  readonly done: readonly number[];
}

/** A call of a core. It may claim less than the call of the history that it comes from. */
export interface CoreOperation {
  /** Index of the invocation. */
  readonly index: number;
  readonly f: string;
  readonly argument: unknown;
  /** `undefined` while the outcome is unknown. */
  readonly result: unknown;
  readonly known: boolean;
  /** Positions of invocation and completion in the history; no completion when it may take effect at any later time. */
  readonly call: number;
  readonly ret: number | undefined;
  /** What hid it may have taken effect already, so that it does not need to itself. */
  readonly skippable?: boolean;
}
