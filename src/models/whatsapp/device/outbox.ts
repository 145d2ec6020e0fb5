import { Condition } from '../../../simulation/condition.ts';
import type { Future } from '../../../simulation/future.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { backOffMicros } from '../../parts/back-off.ts';
import { FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS, SUBMIT_TRY_MICROS } from '../config.ts';
import type { Submission } from '../items.ts';
import type { Submit, SubmitReply } from '../messages.ts';
import type { Link } from './link.ts';

const REST_MICROS = 3_600_000_000;

/** Something that the device has to hand in. */
export interface Outgoing {
  readonly item: Submission;
  /** Done when a server has it. */
  readonly accepted: Future<true>;
  /** Whether it may have left the device. */
  isTried: boolean;
}

/** What a device has to hand in, in its order: each until a server says that it has it. */
export class Outbox {
  readonly #host: Host;
  readonly #link: Link;
  readonly #added: Condition;
  #waiting: Outgoing[] = [];
  /** Whether the app goes to sleep once everything is handed in. */
  #isTired = false;

  constructor(host: Host, link: Link) {
    this.#host = host;
    this.#link = link;
    this.#added = new Condition(host, 'something to send');
  }

  start(): void {
    this.#host.spawn('outbox', this.#run());
  }

  get waiting(): readonly Outgoing[] {
    return this.#waiting;
  }

  add(item: Submission): Outgoing {
    const outgoing: Outgoing = { item, accepted: this.#host.future<true>(), isTried: false };
    this.#waiting.push(outgoing);
    this.#isTired = false;
    this.#link.used();
    this.#added.notify();
    return outgoing;
  }

  /** Takes back what never left the device. */
  withdraw(items: readonly Outgoing[]): void {
    this.#waiting = this.#waiting.filter((outgoing) => outgoing.isTried || !items.includes(outgoing));
  }

  /** The app goes to sleep, but not with something that is still to be handed in. */
  sleep(): void {
    this.#host.sometimes('whatsapp: app stays awake to send something', this.#waiting.length > 0);
    this.#isTired = true;
    if (this.#waiting.length === 0) this.#link.sleep();
  }

  *#run(): Task<void> {
    for (let attempt = 0; ;) {
      const link = yield* this.#link.opened();
      const [first] = this.#waiting;
      if (first === undefined) {
        yield* this.#added.wait(REST_MICROS);
        continue;
      }
      this.#host.sometimes('whatsapp: device sends again', first.isTried);
      first.isTried = true;
      const message: Submit = { kind: 'submit', session: link.session, item: first.item };
      const reply = yield* this.#host.call<SubmitReply>(link.server, message, SUBMIT_TRY_MICROS);
      if (reply?.status === 'accepted') {
        this.#waiting.shift();
        first.accepted.resolve(true);
        attempt = 0;
        if (this.#isTired && this.#waiting.length === 0) this.#link.sleep();
        continue;
      }
      if (reply?.status !== 'unavailable') this.#link.lost(link);
      yield* this.#host.sleep(backOffMicros(this.#host, attempt++, FIRST_BACK_OFF_MICROS, MOST_BACK_OFF_MICROS));
    }
  }
}
