import type { Host } from '../../../simulation/host.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Client } from '../../../workloads/client-program.ts';
import { patienceOf } from '../../../workloads/patience.ts';
import type { Completion, PlannedOperation } from '../../../workloads/planned-operation.ts';
import { SEND_TIMEOUT_MICROS } from '../config.ts';
import { conversationOf, type Submission } from '../items.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { Show, Wake } from '../messages.ts';
import { stateWaiting } from '../waiting.ts';
import { Link } from './link.ts';
import type { MessageIds } from './message-ids.ts';
import { Outbox } from './outbox.ts';
import { Screen } from './screen.ts';
import { Ticks } from './ticks.ts';

/** Messages that a user writes at once: one, or an album. */
export interface SendValue {
  readonly from: string;
  readonly to: string;
  readonly bodies: readonly string[];
}

/** A phone with the app on it, and what its user does with it. */
export class Device implements Client {
  readonly #host: Host;
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #screen: Screen;
  readonly #ticks: Ticks;
  readonly #ids: MessageIds;
  readonly #impatientTimeoutMicros: number;

  /** @param impatientTimeoutMicros after which most users under faults stop watching a message */
  constructor(host: Host, servers: readonly string[], mechanisms: Mechanisms, impatientTimeoutMicros: number) {
    this.#host = host;
    this.#link = new Link(host, servers);
    this.#outbox = new Outbox(host, this.#link);
    this.#screen = new Screen(host, mechanisms.isDeviceDeduplicating);
    this.#ticks = new Ticks(host);
    this.#ids = mechanisms.messageIds(host);
    this.#impatientTimeoutMicros = impatientTimeoutMicros;
  }

  start(): void {
    this.#link.start();
    this.#outbox.start();
  }

  receive(request: Request): void {
    if (!this.#link.isRadioOn) return;
    const message = request.message as Show | Wake;
    if (message.kind === 'wake') {
      this.#link.wake();
      return request.reply(true);
    }
    const { connection, item } = message;
    if (connection !== this.#link.connection) return request.reply(false);
    this.#link.used();
    if (item.type === 'receipt') {
      for (const id of item.ids) this.#ticks.set(id, item.state);
      return request.reply(true);
    }
    this.#screen.take(item).onResolved(() => request.reply(true));
  }

  report(): void {
    const server = this.#link.server;
    const unsent = this.#outbox.waiting.map(({ item }) => item);
    const awaited = server === undefined ? 'a connection' : `${server} to store it`;
    const heldBack = this.#screen.heldBack;
    stateWaiting(this.#host, [
      { queue: 'the outbox', items: unsent, for: awaited },
      { queue: 'what is held back', items: heldBack, for: 'an earlier message of its sender' },
    ]);
  }

  *perform(operation: PlannedOperation): Task<Completion> {
    const { f, value } = operation;
    switch (f) {
      case 'send': {
        const patienceMicros = patienceOf(operation, SEND_TIMEOUT_MICROS, this.#impatientTimeoutMicros);
        return yield* this.#send(value as SendValue, patienceMicros);
      }
      case 'open':
        return this.#open(value as { readonly with: string });
      case 'offline': {
        const { micros } = value as { readonly micros: number };
        this.#host.spawn('offline', this.#link.switchOff(micros));
        return { type: 'ok', value };
      }
      case 'sleep':
        this.#outbox.sleep();
        return { type: 'ok', value };
      case 'garble': {
        const { isHello } = value as { readonly isHello: boolean };
        return { type: 'ok', value: { ...(value as object), session: this.#link.garble(isHello) } };
      }
      case 'look':
        return { type: 'ok', value: { ...(value as object), shown: this.#screen.shown } };
      default:
        throw new RangeError(`a device can't "${f}"`);
    }
  }

  /** Ends with the tick of the last message; failed where no message ever left the device. */
  *#send(value: SendValue, patienceMicros: number): Task<Completion> {
    const { from, to, bodies } = value;
    const conversation = conversationOf(from, to);
    const outgoing = bodies.map((body) => {
      const id = this.#ids.next();
      this.#ticks.expect(id, body);
      const item: Submission = { type: 'message', id, from, to, conversation, body };
      const entry = this.#outbox.add(item);
      entry.accepted.onResolved(() => this.#ticks.set(id, 'sent'));
      return { id, entry };
    });
    const sent = { ...value, ids: outgoing.map(({ id }) => id) };
    const deadline = this.#host.now() + patienceMicros;
    for (const { entry } of outgoing)
      yield* this.#host.wait(entry.accepted, Math.max(0, deadline - this.#host.now()), 'a server to take the message');
    const entries = outgoing.map(({ entry }) => entry);
    if (entries.every(({ accepted }) => accepted.isDone)) return { type: 'ok', value: sent };
    const isUntouched = entries.every(({ isTried }) => !isTried);
    if (isUntouched) this.#outbox.withdraw(entries);
    this.#host.sometimes('whatsapp: message taken back before it left the device', isUntouched);
    if (!isUntouched) return { type: 'info', value: sent, error: 'no tick' };
    // Behind a message that a server won't take, it was refused; without a connection nobody was asked.
    const extra = this.#link.server === undefined ? { unasked: true } : {};
    return { type: 'fail', value: sent, error: 'never left the device', extra };
  }

  /** Shows what is new of a conversation, and tells its sender. */
  #open(value: { readonly with: string }): Completion {
    const user = this.#host.name;
    const unread = this.#screen.open(conversationOf(user, value.with));
    const ids = unread.map(({ id }) => id);
    if (ids.length > 0) this.#outbox.add({ type: 'receipt', state: 'read', from: user, to: value.with, ids });
    return { type: 'ok', value: { ...value, bodies: unread.map(({ body }) => body) } };
  }
}
