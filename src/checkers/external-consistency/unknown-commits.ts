import type { TimestampedOperation } from './timestamped.ts';

/** Between which commit timestamps (both exclusive) the commit of an operation of unknown outcome must be, going by what reads saw. */
export interface CommitWindow {
  after: number;
  before: number;
}

/** Narrows, read by read, when operations of unknown outcome can have been committed. */
export class UnknownCommits {
  readonly #windows = new Map<TimestampedOperation, CommitWindow>();
  /** What was in the world before it was invoked is below it. */
  readonly #floorOf: (operation: TimestampedOperation) => number;

  constructor(floorOf: (operation: TimestampedOperation) => number) {
    this.#floorOf = floorOf;
  }

  /** Undefined until some read has seen it. */
  seen(operation: TimestampedOperation): CommitWindow | undefined {
    return this.#windows.get(operation);
  }

  /** Takes what a read says of an operation; the window is empty afterwards when the reads contradict each other. */
  narrow(operation: TimestampedOperation, after: number, before: number): CommitWindow {
    let window = this.#windows.get(operation);
    if (window === undefined) {
      window = { after: this.#floorOf(operation), before: Infinity };
      this.#windows.set(operation, window);
    }
    window.after = Math.max(window.after, after);
    window.before = Math.min(window.before, before);
    return window;
  }
}
