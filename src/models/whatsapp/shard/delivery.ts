import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { DELIVER_TRY_MICROS, DELIVERY_MISSES, DELIVERY_WINDOW } from '../config.ts';
import { type Item, rowIdOf } from '../items.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { Deliver, DeliverReply } from '../messages.ts';

/** Until it is worth asking again whether this server leads. */
const UNSETTLED_MICROS = 50_000;

/** Where a user's device is connected. */
export interface Attachment {
  readonly server: string;
  readonly session: string;
  readonly connection: number;
}

/** A user's queue, as its delivery uses it. */
export interface Inbox {
  readonly mechanisms: Pick<Mechanisms, 'dequeuedWhen' | 'receiptDequeuedWhen'>;
  rows(): readonly Item[];
  /** Done when all that is in the tables is committed; false when that is not known. */
  settle(): Task<boolean>;
  acknowledge(item: Item): Task<boolean>;
}

/**
 * Drains a user's queue into a session, a few items at a time, and takes each out when the device has it. It ends when the
 * session is gone.
 */
export class Delivery {
  readonly attachment: Attachment;
  readonly #host: Host;
  readonly #inbox: Inbox;
  readonly #changed: Condition;
  readonly #underWay = new Set<string>();
  #misses = 0;
  #isOver = false;

  constructor(host: Host, attachment: Attachment, inbox: Inbox) {
    this.#host = host;
    this.attachment = attachment;
    this.#inbox = inbox;
    this.#changed = new Condition(host, 'an item for the session');
  }

  /** There may be something new in the queue. */
  wake(): void {
    this.#changed.notify();
  }

  stop(): void {
    this.#isOver = true;
    this.#changed.notify();
  }

  *run(): Task<void> {
    while (!this.#isOver) {
      const next = this.#next();
      if (next.length === 0) {
        yield* this.#changed.wait(Infinity);
        continue;
      }
      // What isn't committed may get lost, and its place in the conversation be given away again.
      if (!(yield* this.#inbox.settle())) {
        yield* this.#host.sleep(UNSETTLED_MICROS);
        continue;
      }
      if (this.#isOver) return;
      for (const item of next) {
        this.#underWay.add(rowIdOf(item));
        this.#host.spawn(`deliver ${rowIdOf(item)}`, this.#deliver(item));
      }
    }
  }

  /** The first items that aren't under way, as many as there is room for. */
  #next(): readonly Item[] {
    const next: Item[] = [];
    const free = DELIVERY_WINDOW - this.#underWay.size;
    for (const item of this.#inbox.rows()) {
      if (next.length >= free) break;
      if (!this.#underWay.has(rowIdOf(item))) next.push(item);
    }
    return next;
  }

  *#deliver(item: Item): Task<void> {
    const { server, session } = this.attachment;
    const { dequeuedWhen, receiptDequeuedWhen } = this.#inbox.mechanisms;
    const isGone = (item.type === 'receipt' ? receiptDequeuedWhen : dequeuedWhen) === 'handed-over';
    if (isGone) yield* this.#inbox.acknowledge(item);
    const message: Deliver = { kind: 'deliver', session, item };
    const reply = yield* this.#host.call<DeliverReply>(server, message, DELIVER_TRY_MICROS);
    this.#misses = reply === 'acknowledged' ? 0 : this.#misses + 1;
    this.#host.sometimes('whatsapp: delivery to a session repeated', reply !== 'acknowledged');
    this.#host.sometimes('whatsapp: session gone before its device had an item', reply === 'gone');
    if (reply === 'acknowledged') yield* this.#inbox.acknowledge(item);
    else if (reply === 'gone' || this.#misses >= DELIVERY_MISSES) this.stop();
    this.#underWay.delete(rowIdOf(item));
    this.#changed.notify();
  }
}
