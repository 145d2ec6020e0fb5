import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { RowStore } from '../parts/row-store.ts';
import { DELIVERY_TRY_MICROS, REST_MICROS } from './config.ts';
import { OUTBOX } from './keys.ts';
import type { ChargeEvent, Deliver } from './messages.ts';

const BATCH = 64;

/** The table of events that are still to be published, as its relay uses it. */
interface Outbox {
  rows(): readonly ChargeEvent[];
  /** Changes the database; true once everything before and the change itself are committed. */
  change(change: (store: RowStore) => void): Task<boolean>;
}

/**
 * Takes events out of the outbox to the broker, in their order (Richardson, "Microservices Patterns", 2018, chapter 3). An
 * event leaves the table only when the broker has it, so it may be published twice but never not at all.
 */
export class Relay {
  readonly #host: Host;
  readonly #broker: string;
  readonly #isCurrent: () => boolean;
  readonly #outbox: Outbox;
  readonly #added: Condition;

  constructor(host: Host, broker: string, isCurrent: () => boolean, outbox: Outbox) {
    this.#host = host;
    this.#broker = broker;
    this.#isCurrent = isCurrent;
    this.#outbox = outbox;
    this.#added = new Condition(host, 'an event in the outbox');
  }

  /** There is a new row. */
  wake(): void {
    this.#added.notify();
  }

  *run(isEmptiedAfterwards: boolean): Task<void> {
    while (this.#isCurrent()) {
      const events = this.#outbox.rows().slice(0, BATCH);
      if (events.length === 0) {
        yield* this.#added.wait(REST_MICROS);
        continue;
      }
      // Nobody may hear of an event whose charge isn't committed: an empty change waits for what it saw.
      const isReady = isEmptiedAfterwards ? yield* this.#outbox.change(() => undefined) : yield* this.#empty(events);
      if (!isReady) {
        yield* this.#host.sleep(DELIVERY_TRY_MICROS >> 3);
        continue;
      }
      const message: Deliver = { kind: 'deliver', events };
      const isTaken = yield* this.#host.call<boolean>(this.#broker, message, DELIVERY_TRY_MICROS);
      this.#host.sometimes('stripe: broker did not answer the relay', isTaken === undefined);
      if (isEmptiedAfterwards && isTaken === true) yield* this.#empty(events);
    }
  }

  #empty(events: readonly ChargeEvent[]): Task<boolean> {
    return this.#outbox.change((store) => {
      for (const { event } of events) store.delete(OUTBOX, event);
    });
  }
}
