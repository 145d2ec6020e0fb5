import type { Future } from './future.ts';
import type { Host } from './host.ts';
import type { Wait } from './task.ts';

/** Something that happens again and again; tasks wait for the next time. Look at the state again after each wake-up. */
export class Condition {
  readonly #host: Host;
  readonly #name: string;
  #next: Future<true>;

  constructor(host: Host, name: string) {
    this.#host = host;
    this.#name = name;
    this.#next = host.future<true>();
  }

  /** Wakes everyone who waits. */
  notify(): void {
    const woken = this.#next;
    this.#next = this.#host.future<true>();
    woken.resolve(true);
  }

  /** Waits for the next `notify`: true, or undefined after the timeout. */
  wait(timeoutMicros: number): Wait<true | undefined> {
    return this.#host.wait(this.#next, timeoutMicros, this.#name);
  }
}
