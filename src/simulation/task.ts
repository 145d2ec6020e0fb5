import type { Call } from './call.ts';
import type { Future } from './future.ts';
import type { Node } from './node.ts';

/** Counts waits that were made but never yielded: a forgotten `yield*`. */
export interface WaitTally {
  unstarted: number;
}

/** What a wait still needs from others, for the report of stuck tasks. */
export interface Need {
  /** Whatever it hears from: answers of other nodes, results of other tasks. */
  readonly from: readonly Future<unknown>[];
  /** How many of those have to come. */
  readonly count: number;
  /** For how long it waits, on the node's own oscillator; `Infinity`: for ever. */
  readonly timeoutMicros: number;
}

/**
 * Something a task stands still for. `yield*` it inside a task to get its result.
 * It is its own iterator: yielded once, then done with the value the kernel hands back.
 */
export abstract class Wait<T> implements Iterable<Wait<unknown>, T, unknown> {
  /** The result, once `arm` has returned true. */
  value: unknown = undefined;
  readonly #tally: WaitTally;
  #isYielded = false;

  constructor(tally: WaitTally) {
    this.#tally = tally;
    tally.unstarted++;
  }

  [Symbol.iterator](): Iterator<Wait<unknown>, T, unknown> {
    this.#tally.unstarted--;
    return this;
  }

  next(value: unknown): IteratorResult<Wait<unknown>, T> {
    if (this.#isYielded) return { done: true, value: this.resultOf(value) };
    this.#isYielded = true;
    return { done: false, value: this };
  }

  /** Sees to it that the runner resumes later; or returns true when `value` is there already. */
  abstract arm(runner: TaskRunner): boolean;

  /** What is waited for, in words, for the report of stuck tasks. */
  abstract describe(): string;

  /** Whom it waits for, and for how long. */
  abstract need(): Need;

  /** What the task gets, from what the kernel hands back. */
  protected resultOf(value: unknown): T {
    return value as T;
  }
}

/** A procedure that runs on a node in virtual time and stops at each wait. A crash drops it where it stands. */
export type Task<T> = Generator<Wait<unknown>, T, unknown>;

/** Runs one task on one incarnation of a node. */
export class TaskRunner {
  readonly name: string;
  readonly node: Node;
  readonly epoch: number;
  /** Identity of the task's present step: keys its random decisions. */
  label: number;
  /** Number of the present wait; a timeout of an earlier one is stale. */
  waitNumber = 0;
  waiting: Wait<unknown> | undefined = undefined;
  /** Since when it stands at the present wait. */
  sinceMicros = 0;
  /** The call that it is at work on: the one that its first step, or that of the task that spawned it, received. */
  readonly serves: Call | undefined;
  readonly result: Future<unknown>;
  readonly #task: Task<unknown>;

  constructor(
    name: string,
    node: Node,
    label: number,
    task: Task<unknown>,
    result: Future<unknown>,
    serves: Call | undefined,
  ) {
    this.name = name;
    this.node = node;
    this.epoch = node.epoch;
    this.label = label;
    this.result = result;
    this.serves = serves;
    this.#task = task;
  }

  /** Whether it still stands at this wait, on a node that has not crashed since. */
  isWaiting(waitNumber: number): boolean {
    return this.waitNumber === waitNumber && this.epoch === this.node.epoch;
  }

  /** Runs until the next wait that isn't over at once, or to the end. */
  resume(value: unknown): void {
    this.waitNumber++;
    this.waiting = undefined;
    let input = value;
    for (;;) {
      const step = this.#task.next(input);
      if (step.done === true) {
        this.node.tasks.delete(this);
        this.result.resolve(step.value);
        return;
      }
      if (!step.value.arm(this)) {
        this.waiting = step.value;
        return;
      }
      input = step.value.value;
    }
  }
}
