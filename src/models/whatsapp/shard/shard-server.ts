import type { Host } from '../../../simulation/host.ts';
import type { Program } from '../../../simulation/node.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { LeaderSession } from '../../parts/leader-session.ts';
import { OutboxRelay } from '../../parts/outbox-relay.ts';
import type { PairedLogMessage } from '../../parts/paired-log/messages.ts';
import { PairedStore, type PairedStoreOwner } from '../../parts/paired-store.ts';
import type { RowStore, RowWrite } from '../../parts/row-store.ts';
import {
  CLOCK_MARGIN_MICROS,
  COMMIT_MICROS,
  FORWARD_TRY_MICROS,
  IDLE_AFTER_MICROS,
  LEASE_MICROS,
  REPLICA_REPLY_MICROS,
  REST_LEASE_MICROS,
  SHARD_TIMEOUT_MICROS,
} from '../config.ts';
import type { Directory } from '../directory.ts';
import type { Item } from '../items.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { Attach, AttachReply, Forward, ShardMessage, StoreReply } from '../messages.ts';
import { stateWaiting } from '../waiting.ts';
import type { Inbox } from './delivery.ts';
import { destinationOf, Mailboxes, ownerOf } from './mailboxes.ts';
import { Notifier } from './notifier.ts';
import { SessionRegistry } from './session-registry.ts';

/** A server of a shard of users: leader, standby, or the third that votes and can take their place. */
export class ShardServer implements Program, PairedStoreOwner {
  readonly #host: Host;
  readonly #shard: string;
  readonly #directory: Directory;
  readonly #mechanisms: Mechanisms;
  readonly #store: PairedStore;
  readonly #mailboxes: Mailboxes;
  readonly #registry: SessionRegistry;
  readonly #notifier: Notifier;
  /** Users that were found connected before something was put into their queues. */
  readonly #found = new Set<string>();
  readonly #relays = new Map<string, OutboxRelay<Item>>();
  #askedAt: number;

  constructor(host: Host, shard: string, directory: Directory, mechanisms: Mechanisms) {
    this.#host = host;
    this.#shard = shard;
    this.#directory = directory;
    this.#mechanisms = mechanisms;
    this.#askedAt = host.now();
    const options = {
      group: shard,
      members: directory.membersOf(shard),
      leaseMicros: LEASE_MICROS,
      restLeaseMicros: REST_LEASE_MICROS,
      clockMarginMicros: CLOCK_MARGIN_MICROS,
      replyMicros: REPLICA_REPLY_MICROS,
      commitMicros: COMMIT_MICROS,
      isStandbySynchronous: mechanisms.isBackupSynchronous,
    };
    this.#store = new PairedStore(host, options, this);
    this.#mailboxes = new Mailboxes(shard, directory);
    this.#notifier = new Notifier(host, directory.pushGateway, (user) => this.#isAwaited(user));
    const left = (user: string): void => this.#callIfAwaited(user);
    this.#registry = new SessionRegistry(host, (user) => this.#inboxOf(user), left);
  }

  start(): void {
    this.#store.start();
  }

  receive(request: Request): void {
    const message = request.message as ShardMessage | PairedLogMessage;
    switch (message.kind) {
      case 'attach':
        return request.reply(this.#attach(message, request.from));
      case 'detach':
        return this.#registry.detach(message.user, message.session);
      case 'accept':
        return this.#answer(request, [message.item], (rows) => this.#mailboxes.accept(rows, message.item));
      case 'forward':
        return this.#answer(request, message.items, (rows) => this.#take(rows, message.items));
      default:
        return this.#store.receive(request);
    }
  }

  isPrimary(): boolean {
    return this.#store.log.isLeading;
  }

  isIdle(): boolean {
    return this.#host.now() - this.#askedAt > IDLE_AFTER_MICROS;
  }

  opened(isAfterAnother: boolean): void {
    this.#host.sometimes('whatsapp: shard led by another server', isAfterAnother);
    for (const shard of this.#directory.shards) if (shard !== this.#shard) this.#startRelay(shard);
    for (const user of this.#directory.usersOf(this.#shard)) this.#callIfAwaited(user);
  }

  closed(): void {
    this.#registry.close();
    for (const relay of this.#relays.values()) relay.wake();
    this.#relays.clear();
  }

  written(writes: readonly RowWrite[]): void {
    for (const [table, , row] of writes) {
      if (row === null) continue;
      const owner = ownerOf(table);
      const shard = destinationOf(table);
      if (owner !== undefined) this.#arrived(owner);
      else if (shard !== undefined) this.#relays.get(shard)?.wake();
    }
  }

  report(): void {
    if (!this.#store.isServing) return stateWaiting(this.#host, []);
    const { rows } = this.#store;
    const inboxes = this.#directory.usersOf(this.#shard).map((user) => {
      const server = this.#registry.attachmentOf(user)?.server;
      const awaited = server === undefined ? `${user}, who is not connected` : `${user}, who is connected to ${server}`;
      return { queue: `the queue of ${user}`, items: this.#mailboxes.waitingFor(rows, user), for: awaited };
    });
    const outboxes = this.#directory.shards.map((shard) => {
      return { queue: `what leaves for ${shard}`, items: this.#mailboxes.leavingFor(rows, shard), for: shard };
    });
    stateWaiting(this.#host, [...inboxes, ...outboxes]);
  }

  #attach({ user, session, connection }: Attach, server: string): AttachReply {
    if (!this.#store.isServing) return this.#notLeading;
    const isAttached = this.#registry.attach(user, { server, session, connection });
    return { status: isAttached ? 'attached' : 'replaced' };
  }

  #answer(request: Request, items: readonly Pick<Item, 'to'>[], procedure: (rows: RowStore) => void): void {
    this.#askedAt = this.#host.now();
    const { kind } = request.message;
    this.#host.spawn(kind, this.#change(kind, items, procedure)).onResolved((reply) => request.reply(reply));
  }

  *#change(type: string, items: readonly Pick<Item, 'to'>[], procedure: (rows: RowStore) => void): Task<StoreReply> {
    if (!this.#store.isServing) return this.#notLeading;
    if (this.#mechanisms.registryIsAsked === 'before-queueing') yield* this.#lookUp(items);
    const isStored = yield* this.#store.change(type, procedure);
    return { status: isStored ? 'stored' : 'unknown' };
  }

  /** Something new waits for a user: his session is told, or else he is notified. */
  #arrived(user: string): void {
    const isFound = this.#mechanisms.registryIsAsked === 'after-queueing' || this.#found.has(user);
    if (isFound) this.#registry.wake(user);
    if (this.#registry.attachmentOf(user) === undefined) this.#notifier.notify(user);
  }

  /** Who is connected will be told of what comes; the others are notified first, so that they come for it. */
  *#lookUp(items: readonly Pick<Item, 'to'>[]): Task<void> {
    for (const { to } of items) {
      this.#found.delete(to);
      if (this.#directory.shardOf(to) !== this.#shard) continue;
      if (this.#registry.attachmentOf(to) === undefined) yield* this.#notifier.notifyFirst(to);
      else this.#found.add(to);
    }
  }

  /** What came while his session was ending waits for nobody else to tell him. */
  #callIfAwaited(user: string): void {
    if (this.#isAwaited(user)) this.#notifier.notify(user);
  }

  #isAwaited(user: string): boolean {
    if (!this.#store.isServing || this.#registry.attachmentOf(user) !== undefined) return false;
    return this.#mailboxes.waitingFor(this.#store.rows, user).length > 0;
  }

  #take(rows: RowStore, items: readonly Item[]): void {
    for (const item of items) {
      const isNew = this.#mailboxes.take(rows, item);
      this.#host.sometimes('whatsapp: item forwarded again', !isNew);
    }
  }

  get #notLeading(): { readonly status: 'not-leading'; readonly leader: string | null } {
    return { status: 'not-leading', leader: this.#store.log.lease.holderHint };
  }

  #inboxOf(user: string): Inbox {
    return {
      mechanisms: this.#mechanisms,
      rows: () => this.#mailboxes.waitingFor(this.#store.rows, user),
      settle: () => this.#store.change('settle', () => undefined),
      acknowledge: (item) => this.#store.change('acknowledge', (rows) => this.#mailboxes.acknowledge(rows, item)),
    };
  }

  /** Store and forward: what is for users of another shard waits here until that has it, for as long as it takes. */
  #startRelay(shard: string): void {
    const session = new LeaderSession(this.#host, this.#directory.membersOf(shard));
    const isCurrent = (): boolean => this.#relays.get(shard) === relay;
    const remove = (items: readonly Item[]): Task<boolean> =>
      this.#store.change('forwarded', (rows) => this.#mailboxes.forwarded(rows, shard, items));
    const relay = new OutboxRelay<Item>(this.#host, isCurrent, {
      rows: () => this.#mailboxes.leavingFor(this.#store.rows, shard),
      settle: () => remove([]),
      remove,
      publish: (items) => this.#forward(session, items),
    });
    this.#relays.set(shard, relay);
    this.#host.spawn(`forward to ${shard}`, relay.run(true, FORWARD_TRY_MICROS >> 3));
  }

  *#forward(session: LeaderSession, items: readonly Item[]): Task<boolean> {
    const message: Forward = { kind: 'forward', items };
    const reply = yield* session.ask<StoreReply>(message, FORWARD_TRY_MICROS, SHARD_TIMEOUT_MICROS);
    this.#host.sometimes('whatsapp: shard did not take what was forwarded', reply?.status !== 'stored');
    return reply?.status === 'stored';
  }
}
