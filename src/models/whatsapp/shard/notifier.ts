import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { NOTIFY_EVERY_MICROS, NOTIFY_OFTEN, NOTIFY_RARELY_MICROS, WAKE_TRY_MICROS } from '../config.ts';
import type { Notify } from '../messages.ts';

/** Has apps woken that sleep while something waits for their users: often at first, then rarely. */
export class Notifier {
  readonly #host: Host;
  readonly #gateway: string | undefined;
  readonly #isNeeded: (user: string) => boolean;
  readonly #busy = new Set<string>();

  /** @param isNeeded whether something waits for a user who is not connected */
  constructor(host: Host, gateway: string | undefined, isNeeded: (user: string) => boolean) {
    this.#host = host;
    this.#gateway = gateway;
    this.#isNeeded = isNeeded;
  }

  /** Tells a user that there is something for him, unless that is being done. */
  notify(user: string): void {
    if (this.#gateway === undefined || this.#busy.has(user)) return;
    this.#busy.add(user);
    this.#host.spawn(`notify ${user}`, this.#run(user, this.#gateway));
  }

  /** As `notify`, once; done when the notification is on its way. */
  *notifyFirst(user: string): Task<void> {
    const message: Notify = { kind: 'notify', user };
    if (this.#gateway !== undefined) yield* this.#host.call<boolean>(this.#gateway, message, WAKE_TRY_MICROS);
  }

  *#run(user: string, gateway: string): Task<void> {
    const message: Notify = { kind: 'notify', user };
    for (let nth = 0; nth === 0 || this.#isNeeded(user); nth++) {
      this.#host.sometimes('whatsapp: user notified', true);
      this.#host.send(gateway, message);
      yield* this.#host.sleep(nth < NOTIFY_OFTEN ? NOTIFY_EVERY_MICROS : NOTIFY_RARELY_MICROS);
    }
    this.#busy.delete(user);
  }
}
