import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { backOffMicros } from '../parts/back-off.ts';
import { DurableQueue } from '../parts/durable-queue.ts';
import { DELIVERY_TRY_MICROS } from './config.ts';
import type { ChargeEvent, Deliver } from './messages.ts';

const FIRST_BACK_OFF_MICROS = 20_000;
const MOST_BACK_OFF_MICROS = 500_000;

/**
 * Takes events, keeps them, and passes them on in order until they are taken: the broker with its subscriber, and the
 * sender of webhooks with the merchant.
 */
export class EventForwarder implements Program {
  readonly #host: Host;
  readonly #to: string;
  readonly #queue: DurableQueue<ChargeEvent>;
  readonly #seen: Set<string>;
  readonly #isDeduplicating: boolean;
  #misses = 0;

  constructor(host: Host, to: string, isDeduplicating: boolean) {
    this.#host = host;
    this.#to = to;
    this.#isDeduplicating = isDeduplicating;
    this.#queue = new DurableQueue<ChargeEvent>(host, 'events', (events) => this.#passOn(events));
    this.#seen = new Set(this.#queue.items.map(({ event }) => event));
  }

  start(): void {
    this.#host.spawn('pass events on', this.#queue.run());
  }

  receive(request: Request): void {
    const { events } = request.message as Deliver;
    this.#host.spawn('take events', this.#take(events)).onResolved(() => request.reply(true));
  }

  report(): void {
    this.#host.observe('backlog', { queue: 'events', pending: this.#queue.backlog });
  }

  *#take(events: readonly ChargeEvent[]): Task<void> {
    const fresh: ChargeEvent[] = [];
    for (const event of events) {
      const isKnown = this.#seen.has(event.event);
      this.#host.sometimes('stripe: event delivered again', isKnown);
      this.#seen.add(event.event);
      if (!isKnown || !this.#isDeduplicating) fresh.push(event);
    }
    yield* this.#queue.add(fresh);
  }

  *#passOn(events: readonly ChargeEvent[]): Task<boolean> {
    const message: Deliver = { kind: 'deliver', events };
    const isTaken = yield* this.#host.call<boolean>(this.#to, message, DELIVERY_TRY_MICROS);
    this.#misses = isTaken === true ? 0 : this.#misses + 1;
    if (isTaken !== true)
      yield* this.#host.sleep(backOffMicros(this.#host, this.#misses, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS));
    return isTaken === true;
  }
}
