import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';

const BATCH = 64;
const REST_MICROS = 3_600_000_000;

/**
 * A queue on disk that hands its items on in order, at least once: an item is forgotten only after the receiver said that it
 * has it. The cursor isn't synced, so after a power loss some items are handed on again.
 */
export class DurableQueue<Item> {
  readonly #host: Host;
  readonly #name: string;
  readonly #handOn: (items: readonly Item[]) => Task<boolean>;
  readonly #added: Condition;
  #cursor: number;
  #durable = 0;

  constructor(host: Host, name: string, handOn: (items: readonly Item[]) => Task<boolean>) {
    this.#host = host;
    this.#name = name;
    this.#handOn = handOn;
    this.#added = new Condition(host, `something in ${name}`);
    this.#cursor = host.read<number>(`${name}-cursor`).at(-1) ?? 0;
  }

  get items(): readonly Item[] {
    return this.#host.read<Item>(this.#name);
  }

  /** How many items the receiver isn't known to have. */
  get backlog(): number {
    return this.items.length - this.#cursor;
  }

  /** Done when the items are durable. */
  *add(items: readonly Item[]): Task<void> {
    for (const item of items) this.#host.append(this.#name, item);
    yield* this.#settle();
  }

  /** Hands items on as they come, again and again until they are taken. */
  *run(): Task<void> {
    this.#cursor = Math.min(this.#cursor, this.items.length);
    yield* this.#settle();
    for (;;) {
      while (this.#cursor >= this.#durable) yield* this.#added.wait(REST_MICROS);
      const batch = this.items.slice(this.#cursor, Math.min(this.#durable, this.#cursor + BATCH));
      if (!(yield* this.#handOn(batch))) continue;
      this.#cursor += batch.length;
      this.#host.append(`${this.#name}-cursor`, this.#cursor);
    }
  }

  *#settle(): Task<void> {
    const { length } = this.items;
    yield* this.#host.sync();
    this.#durable = Math.max(this.#durable, length);
    this.#added.notify();
  }
}
