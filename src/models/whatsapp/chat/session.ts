import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { LeaderSession } from '../../parts/leader-session.ts';
import {
  ATTACH_EVERY_MICROS,
  PING_EVERY_MICROS,
  PING_GRACE_MICROS,
  SHARD_TIMEOUT_MICROS,
  SHARD_TRY_MICROS,
  SHOW_TRY_MICROS,
} from '../config.ts';
import type { Item, Submission } from '../items.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { Accept, Attach, AttachReply, DeliverReply, Detach, Show, StoreReply, SubmitReply } from '../messages.ts';

/** The server's end of a connection. */
export class Session {
  readonly id: string;
  readonly user: string;
  readonly #host: Host;
  readonly #connection: number;
  readonly #shard: LeaderSession;
  readonly #mechanisms: Mechanisms;
  readonly #ended: () => void;
  #isOver = false;
  #nextPingMicros = PING_EVERY_MICROS;
  #heardAt: number;

  constructor(
    host: Host,
    id: string,
    user: string,
    connection: number,
    shard: LeaderSession,
    mechanisms: Mechanisms,
    ended: () => void,
  ) {
    this.#host = host;
    this.id = id;
    this.user = user;
    this.#connection = connection;
    this.#shard = shard;
    this.#mechanisms = mechanisms;
    this.#ended = ended;
    this.#heardAt = host.now();
  }

  start(): void {
    this.#host.spawn(`session ${this.id}`, this.#keepAttached());
  }

  /** The device is there, and will say so again after so long. */
  pinged(nextMicros: number): void {
    this.#heardAt = this.#host.now();
    this.#nextPingMicros = nextMicros;
  }

  /** Hands an item of the device to the shard of its user. */
  *submit(item: Submission): Task<SubmitReply> {
    const message: Accept = { kind: 'accept', item };
    const asking = this.#shard.ask<StoreReply>(message, SHARD_TRY_MICROS, SHARD_TIMEOUT_MICROS);
    if (this.#mechanisms.acceptedWhen === 'received') {
      this.#host.spawn('store', asking);
      return { status: 'accepted' };
    }
    const reply = yield* asking;
    return { status: reply?.status === 'stored' ? 'accepted' : 'unavailable' };
  }

  /** Hands an item to the device. */
  *deliver(item: Item): Task<DeliverReply> {
    const message: Show = { kind: 'show', connection: this.#connection, item };
    if (this.#mechanisms.acknowledgedWhen === 'written-to-socket') {
      this.#host.send(this.user, message);
      return 'acknowledged';
    }
    const isShown = yield* this.#host.call<boolean>(this.user, message, SHOW_TRY_MICROS);
    if (isShown === false) this.close();
    return isShown === true ? 'acknowledged' : this.#isOver ? 'gone' : 'unanswered';
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended();
  }

  /** Tells the shard again and again that the user is here, until the device is silent for too long. */
  *#keepAttached(): Task<void> {
    while (!this.#isOver) {
      const message: Attach = {
        kind: 'attach',
        user: this.user,
        session: this.id,
        connection: this.#connection,
      };
      const reply = yield* this.#shard.ask<AttachReply>(message, SHARD_TRY_MICROS, SHARD_TIMEOUT_MICROS);
      if (reply?.status === 'replaced') return this.close();
      if (reply === undefined) continue;
      yield* this.#host.sleep(Math.max(ATTACH_EVERY_MICROS, this.#nextPingMicros >> 1));
      const silence = this.#host.now() - this.#heardAt;
      const isSilent = silence > this.#nextPingMicros + PING_GRACE_MICROS;
      this.#host.sometimes('whatsapp: session of a silent device closed', isSilent);
      if (isSilent) this.close();
    }
    const message: Detach = { kind: 'detach', user: this.user, session: this.id };
    for (const server of this.#shard.servers) this.#host.send(server, message);
  }
}
