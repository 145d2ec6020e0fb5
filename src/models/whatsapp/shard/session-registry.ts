import type { Host } from '../../../simulation/host.ts';
import { type Attachment, Delivery, type Inbox } from './delivery.ts';
import type { Close } from '../messages.ts';

/**
 * Which session each user of a shard is connected through. In the leader's memory only: sessions say it again and again, so
 * the next leader learns it.
 */
export class SessionRegistry {
  readonly #host: Host;
  readonly #inboxOf: (user: string) => Inbox;
  readonly #left: (user: string) => void;
  readonly #deliveries = new Map<string, Delivery>();

  /** @param left told when a user isn't connected any more */
  constructor(host: Host, inboxOf: (user: string) => Inbox, left: (user: string) => void) {
    this.#host = host;
    this.#inboxOf = inboxOf;
    this.#left = left;
  }

  /** False when the user's device has connected elsewhere since. */
  attach(user: string, attachment: Attachment): boolean {
    const known = this.#deliveries.get(user);
    if (known !== undefined) {
      const { server, session, connection } = known.attachment;
      if (connection > attachment.connection) return false;
      if (connection === attachment.connection && session === attachment.session) return true;
      this.#host.sometimes('whatsapp: session replaced by a later one', true);
      known.stop();
      this.#host.send(server, { kind: 'close', session } as Close);
    }
    const inbox = this.#inboxOf(user);
    this.#host.sometimes('whatsapp: device came to a queue that waited', inbox.rows().length > 0);
    const delivery = new Delivery(this.#host, attachment, inbox);
    this.#deliveries.set(user, delivery);
    this.#host.spawn(`deliver to ${user}`, delivery.run()).onResolved(() => this.#forget(user, delivery));
    return true;
  }

  detach(user: string, session: string): void {
    const known = this.#deliveries.get(user);
    if (known?.attachment.session === session) known.stop();
  }

  /** There is something new for a user. */
  wake(user: string): void {
    this.#deliveries.get(user)?.wake();
  }

  attachmentOf(user: string): Attachment | undefined {
    return this.#deliveries.get(user)?.attachment;
  }

  close(): void {
    for (const delivery of this.#deliveries.values()) delivery.stop();
    this.#deliveries.clear();
  }

  #forget(user: string, delivery: Delivery): void {
    if (this.#deliveries.get(user) !== delivery) return;
    this.#deliveries.delete(user);
    this.#left(user);
  }
}
