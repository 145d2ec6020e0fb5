import type { Kernel } from './kernel.ts';
import { type TaskRunner, Wait } from './task.ts';

/** A value that arrives later, once. Tasks wait for it with `host.wait(future)`. */
export class Future<T> {
  isDone = false;
  value: T | undefined = undefined;
  readonly #kernel: Kernel;
  readonly #waiters: { runner: TaskRunner; waitNumber: number }[] = [];
  #listener: ((value: T) => void) | undefined = undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Sets the value, if none is set yet, and wakes whoever waits, as events of their own at the present time. */
  resolve(value: T): void {
    if (this.isDone) return;
    this.isDone = true;
    this.value = value;
    this.#listener?.(value);
    for (const { runner, waitNumber } of this.#waiters) this.#kernel.scheduleResume(runner, waitNumber, value);
  }

  /** As `resolve`, inside an event that has nothing else to do: the first waiter runs at once. */
  resolveInPlace(value: T): void {
    if (this.isDone) return;
    const only = this.#waiters.length === 1 ? this.#waiters[0] : undefined;
    if (only === undefined) return this.resolve(value);
    this.isDone = true;
    this.value = value;
    this.#listener?.(value);
    this.#kernel.resumeInPlace(only.runner, only.waitNumber, value);
  }

  /** Calls the one listener with the value, inside the event that sets it. */
  onResolved(listener: (value: T) => void): void {
    if (this.isDone) listener(this.value as T);
    else this.#listener = listener;
  }

  addWaiter(runner: TaskRunner, waitNumber: number): void {
    this.#waiters.push({ runner, waitNumber });
  }
}

/** Waits for a future; gives its value, or undefined after the timeout. */
export class FutureWait<T> extends Wait<T | undefined> {
  readonly #kernel: Kernel;
  readonly #future: Future<T>;
  readonly #timeoutMicros: number;
  readonly #description: string;

  constructor(kernel: Kernel, future: Future<T>, timeoutMicros: number, description: string) {
    super(kernel.tally);
    this.#kernel = kernel;
    this.#future = future;
    this.#timeoutMicros = timeoutMicros;
    this.#description = description;
  }

  arm(runner: TaskRunner): boolean {
    if (this.#future.isDone) {
      this.value = this.#future.value;
      return true;
    }
    this.#future.addWaiter(runner, runner.waitNumber);
    if (this.#timeoutMicros !== Infinity) this.#kernel.scheduleTimeout(runner, runner.waitNumber, this.#timeoutMicros);
    return false;
  }

  describe(): string {
    return this.#description;
  }
}

/** Lets time pass on the node's own oscillator. */
export class SleepWait extends Wait<void> {
  readonly #kernel: Kernel;
  readonly #micros: number;

  constructor(kernel: Kernel, micros: number) {
    super(kernel.tally);
    this.#kernel = kernel;
    this.#micros = micros;
  }

  arm(runner: TaskRunner): boolean {
    this.#kernel.scheduleTimeout(runner, runner.waitNumber, this.#micros);
    return false;
  }

  describe(): string {
    return `${this.#micros} µs to pass`;
  }
}
