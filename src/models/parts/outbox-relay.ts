import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';

const BATCH = 64;
const REST_MICROS = 1_800_000_000;

/** A table of rows that are still to be handed on, as its relay uses it. */
export interface Outbox<Row> {
  rows(): readonly Row[];
  /** Done when all that is in the tables is committed; false when that is not known. */
  settle(): Task<boolean>;
  /** Takes rows out; true once that is committed. */
  remove(rows: readonly Row[]): Task<boolean>;
  /** Hands rows on; true once their receiver has them. */
  publish(rows: readonly Row[]): Task<boolean>;
}

/**
 * Takes rows out of an outbox to their receiver, in their order (Richardson, "Microservices Patterns", 2018, chapter 3). A
 * row leaves the table only when the receiver has it, so it may be handed on twice but never not at all.
 */
export class OutboxRelay<Row> {
  readonly #host: Host;
  readonly #isCurrent: () => boolean;
  readonly #outbox: Outbox<Row>;
  readonly #added: Condition;

  constructor(host: Host, isCurrent: () => boolean, outbox: Outbox<Row>) {
    this.#host = host;
    this.#isCurrent = isCurrent;
    this.#outbox = outbox;
    this.#added = new Condition(host, 'a row in the outbox');
  }

  /** There is a new row. */
  wake(): void {
    this.#added.notify();
  }

  /** @param retryMicros to wait when it isn't known whether something was committed */
  *run(isEmptiedAfterwards: boolean, retryMicros: number): Task<void> {
    while (this.#isCurrent()) {
      const rows = this.#outbox.rows().slice(0, BATCH);
      if (rows.length === 0) {
        yield* this.#added.wait(REST_MICROS);
        continue;
      }
      // Nobody may hear of a row that isn't committed.
      const isReady = isEmptiedAfterwards ? yield* this.#outbox.settle() : yield* this.#outbox.remove(rows);
      if (!isReady) {
        yield* this.#host.sleep(retryMicros);
        continue;
      }
      const isTaken = yield* this.#outbox.publish(rows);
      if (isEmptiedAfterwards && isTaken) yield* this.#outbox.remove(rows);
    }
  }
}
