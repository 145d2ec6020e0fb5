import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { StatedJournal } from '../parts/stated-journal.ts';
import type { ChargeEvent, Deliver } from './messages.ts';

/** The merchants' endpoint for webhooks: applies each event once, and states it. */
export class MerchantEndpoint implements Program {
  readonly #host: Host;
  readonly #applied: StatedJournal<ChargeEvent>;
  readonly #seen: Set<string>;
  readonly #isDeduplicating: boolean;

  constructor(host: Host, isDeduplicating: boolean) {
    this.#host = host;
    this.#isDeduplicating = isDeduplicating;
    this.#applied = new StatedJournal(host, 'event-applied');
    this.#seen = new Set(this.#applied.entries.map(({ event }) => event));
  }

  start(): void {
    this.#applied.start();
  }

  receive(request: Request): void {
    const { events } = request.message as Deliver;
    this.#host.spawn('apply events', this.#apply(events)).onResolved(() => request.reply(true));
  }

  *#apply(events: readonly ChargeEvent[]): Task<void> {
    const fresh: ChargeEvent[] = [];
    for (const event of events) {
      const isKnown = this.#seen.has(event.event);
      this.#host.sometimes('stripe: webhook received again', isKnown);
      this.#seen.add(event.event);
      if (!isKnown || !this.#isDeduplicating) fresh.push(event);
    }
    yield* this.#applied.append(fresh);
  }
}
