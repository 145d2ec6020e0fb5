/** One client operation of a plan. */
export interface PlannedOperation {
  /** Unique in the plan, and kept when other operations are removed: it keys the operation's random decisions. */
  readonly id: number;
  /** Name of the client that performs it. A client performs its operations one after the other, in the plan's order. */
  readonly client: string;
  /** `chaos` operations meet the faults; `final` ones come after the heal and the quiet that follows it. */
  readonly phase: 'chaos' | 'final';
  /** How long the client waits before it, in microseconds. */
  readonly thinkMicros: number;
  readonly f: string;
  readonly value: unknown;
}

/** What a client knows when an operation is over, with fields beside Jepsen's in `extra`. */
export interface Completion {
  readonly type: 'ok' | 'fail' | 'info';
  readonly value: unknown;
  readonly error?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}
