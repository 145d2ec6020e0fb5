import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';

/** Lets one task of a node at a time pass. Not reentrant. */
export class Mutex {
  readonly #freed: Condition;
  #isTaken = false;

  constructor(host: Host, name: string) {
    this.#freed = new Condition(host, name);
  }

  *lock(): Task<void> {
    while (this.#isTaken) yield* this.#freed.wait(Infinity);
    this.#isTaken = true;
  }

  unlock(): void {
    this.#isTaken = false;
    this.#freed.notify();
  }
}
