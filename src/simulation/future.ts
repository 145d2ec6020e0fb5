import type { Kernel } from './kernel.ts';
import { type Need, type TaskRunner, Wait } from './task.ts';

/** Is told the value of a future; `isLast`: whether the present event has nothing else to do after it. */
type Listener<T> = (value: T, isLast: boolean) => void;

interface Waiter {
  readonly runner: TaskRunner;
  readonly waitNumber: number;
}

/** A value that arrives later, once. Tasks wait for it with `host.wait(future)`. */
export class Future<T> {
  isDone = false;
  value: T | undefined = undefined;
  readonly #kernel: Kernel;
  #waiters: Waiter[] | undefined = undefined;
  #listener: Listener<T> | undefined = undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Sets the value, if none is set yet, and wakes whoever waits, as events of their own at the present time. */
  resolve(value: T): void {
    if (this.isDone) return;
    this.isDone = true;
    this.value = value;
    this.#listener?.(value, false);
    this.#schedule(value);
  }

  /** As `resolve`, for the kernel, at the end of an event: a task that alone waits goes on inside this event. */
  resolveLast(value: T): void {
    if (this.isDone) return;
    this.isDone = true;
    this.value = value;
    const waiters = this.#waiters;
    this.#listener?.(value, waiters === undefined);
    if (waiters?.length !== 1) return this.#schedule(value);
    for (const { runner, waitNumber } of waiters) this.#kernel.resume(runner, waitNumber, value);
  }

  /** Calls the listener with the value, inside the event that sets it; at once when it is set already. */
  onResolved(listener: Listener<T>): void {
    if (this.isDone) return listener(this.value as T, false);
    const earlier = this.#listener;
    if (earlier === undefined) this.#listener = listener;
    else
      this.#listener = (value) => {
        earlier(value, false);
        listener(value, false);
      };
  }

  addWaiter(runner: TaskRunner, waitNumber: number): void {
    const waiter = { runner, waitNumber };
    if (this.#waiters === undefined) this.#waiters = [waiter];
    else this.#waiters.push(waiter);
  }

  #schedule(value: T): void {
    for (const { runner, waitNumber } of this.#waiters ?? []) this.#kernel.scheduleResume(runner, waitNumber, value);
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
    this.#kernel.scheduleTimeout(runner, runner.waitNumber, this.#timeoutMicros);
    return false;
  }

  describe(): string {
    return this.#description;
  }

  need(): Need {
    return { from: [this.#future as Future<unknown>], count: 1, timeoutMicros: this.#timeoutMicros };
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

  need(): Need {
    return { from: [], count: 0, timeoutMicros: this.#micros };
  }
}
