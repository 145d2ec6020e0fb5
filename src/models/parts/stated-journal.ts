import type { Future } from '../../simulation/future.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';

const STATED = 'stated';

/**
 * Entries of a party that others must be able to check: each is on disk before anyone hears of it, and is stated as an
 * observation with its number. After a crash an entry may be stated again, under the same number.
 */
export class StatedJournal<Entry extends object> {
  readonly #host: Host;
  readonly #name: string;
  #stated: number;

  constructor(host: Host, name: string) {
    this.#host = host;
    this.#name = name;
    this.#stated = host.read<number>(STATED).at(-1) ?? 0;
  }

  get entries(): readonly Entry[] {
    return this.#host.read<Entry>(this.#name);
  }

  /** States what a crash kept from being stated; done when all that is there is durable. */
  start(): Future<void> {
    return this.#host.spawn(`state ${this.#name}`, this.#settle());
  }

  /** Done when the entries, and all before them, are durable and stated. */
  *append(entries: readonly Entry[]): Task<void> {
    for (const entry of entries) this.#host.append(this.#name, entry);
    yield* this.#settle();
  }

  *#settle(): Task<void> {
    const { length } = this.entries;
    yield* this.#host.sync();
    if (length <= this.#stated) return;
    const fresh = this.entries.slice(this.#stated, length);
    fresh.forEach((entry, nth) => this.#host.observe(this.#name, { entry: this.#stated + nth, ...entry }));
    this.#stated = length;
    this.#host.append(STATED, length);
  }
}
