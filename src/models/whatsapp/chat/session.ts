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
import { type Actor, ActorCrash, type Child, type Ending } from '../actors/child.ts';
import type { Item, Submission } from '../items.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { Accept, Attach, AttachReply, DeliverReply, Detach, Show, StoreReply, SubmitReply } from '../messages.ts';

/** What a session is for. */
export interface SessionOptions {
  readonly user: string;
  readonly connection: number;
  /** The shard of its user. */
  readonly shard: LeaderSession;
  readonly mechanisms: Mechanisms;
}

/** The server's end of a connection: an actor of its own. */
export class Session implements Actor {
  readonly user: string;
  readonly #host: Host;
  readonly #self: Child;
  readonly #connection: number;
  readonly #shard: LeaderSession;
  readonly #mechanisms: Mechanisms;
  #nextPingMicros = PING_EVERY_MICROS;
  #heardAt: number;

  constructor(host: Host, self: Child, { user, connection, shard, mechanisms }: SessionOptions) {
    this.#host = host;
    this.#self = self;
    this.user = user;
    this.#connection = connection;
    this.#shard = shard;
    this.#mechanisms = mechanisms;
    this.#heardAt = host.now();
  }

  start(): void {
    this.#state('started');
    this.#self.spawn(`session ${this.#self.id}`, this.#keepAttached());
  }

  ended(ending: Ending): void {
    this.#state(ending === 'normal' ? 'closed' : ending);
    const message: Detach = { kind: 'detach', user: this.user, session: this.#self.id };
    for (const server of this.#shard.servers) this.#host.send(server, message);
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
    return isShown === true ? 'acknowledged' : this.#self.isAlive ? 'unanswered' : 'gone';
  }

  /** Bytes came that are no frame. */
  garbled(): never {
    throw new ActorCrash(`malformed frame from ${this.user}`);
  }

  close(): void {
    this.#self.end('normal');
  }

  /** Tells the shard again and again that the user is here, until the device is silent for too long. */
  *#keepAttached(): Task<void> {
    while (this.#self.isAlive) {
      const message: Attach = {
        kind: 'attach',
        user: this.user,
        session: this.#self.id,
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
  }

  #state(event: 'started' | 'closed' | 'crashed' | 'terminated'): void {
    const { restarts } = this.#host;
    this.#host.observe('session', { session: this.#self.id, user: this.user, incarnation: restarts, event });
  }
}
