import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { OutboxRelay } from '../parts/outbox-relay.ts';
import type { PairedLogMessage } from '../parts/paired-log/messages.ts';
import { PairedStore, type PairedStoreOwner } from '../parts/paired-store.ts';
import type { RowWrite } from '../parts/row-store.ts';
import {
  CLOCK_MARGIN_MICROS,
  COMMIT_MICROS,
  DELIVERY_TRY_MICROS,
  IDLE_AFTER_MICROS,
  LEASE_MICROS,
  REPLICA_REPLY_MICROS,
  REST_LEASE_MICROS,
} from './config.ts';
import { OUTBOX } from './keys.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { ChargeEvent, Deliver, StripeMessage, Transact, TransactReply } from './messages.ts';
import { runProcedure } from './procedures.ts';

/** A server of the SQL store: leader, standby, or the third that votes and can take their place. */
export class DatabaseServer implements Program, PairedStoreOwner {
  readonly #host: Host;
  readonly #mechanisms: Mechanisms;
  readonly #store: PairedStore;
  readonly #broker: string;
  #relay: OutboxRelay<ChargeEvent> | undefined = undefined;
  #askedAt: number;

  constructor(host: Host, members: readonly string[], broker: string, mechanisms: Mechanisms) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    this.#askedAt = host.now();
    const options = {
      group: 'database',
      members,
      leaseMicros: LEASE_MICROS,
      restLeaseMicros: REST_LEASE_MICROS,
      clockMarginMicros: CLOCK_MARGIN_MICROS,
      replyMicros: REPLICA_REPLY_MICROS,
      commitMicros: COMMIT_MICROS,
      isStandbySynchronous: mechanisms.isStandbySynchronous,
    };
    this.#store = new PairedStore(host, options, this);
    this.#broker = broker;
  }

  start(): void {
    this.#store.start();
  }

  receive(request: Request): void {
    const message = request.message as StripeMessage | PairedLogMessage;
    if (message.kind !== 'transact') return this.#store.receive(request);
    this.#askedAt = this.#host.now();
    this.#host.spawn(message.procedure, this.#transact(message)).onResolved((reply) => request.reply(reply));
  }

  isPrimary(): boolean {
    return this.#store.log.isLeading;
  }

  isIdle(): boolean {
    return this.#host.now() - this.#askedAt > IDLE_AFTER_MICROS;
  }

  opened(isAfterAnother: boolean): void {
    this.#host.sometimes('stripe: database led by another server', isAfterAnother);
    if (this.#mechanisms.outbox === 'none') return;
    const isCurrent = (): boolean => this.#relay === relay;
    const relay = new OutboxRelay<ChargeEvent>(this.#host, isCurrent, {
      rows: () => this.#store.rows.rows(OUTBOX),
      settle: () => this.#empty([]),
      remove: (events) => this.#empty(events),
      publish: (events) => this.#publish(events),
    });
    this.#relay = relay;
    const isEmptiedAfterwards = this.#mechanisms.outbox === 'emptied-after-publishing';
    this.#host.spawn('relay', relay.run(isEmptiedAfterwards, DELIVERY_TRY_MICROS >> 3));
  }

  closed(): void {
    this.#relay = undefined;
  }

  written(writes: readonly RowWrite[]): void {
    if (writes.some(([table, , row]) => table === OUTBOX && row !== null)) this.#relay?.wake();
  }

  report(): void {
    const pending = this.#store.isServing ? this.#store.rows.rows(OUTBOX).length : 0;
    this.#host.observe('backlog', { queue: 'outbox', pending });
  }

  *#transact({ procedure, argument }: Transact): Task<TransactReply> {
    if (!this.#store.isServing) return { status: 'not-leading', leader: this.#store.log.lease.holderHint };
    let result: unknown;
    const isCommitted = yield* this.#store.change(procedure, (rows) => {
      result = runProcedure(rows, procedure, argument, this.#host.now(), this.#mechanisms);
    });
    return isCommitted ? { status: 'committed', result } : { status: 'unknown' };
  }

  #empty(events: readonly ChargeEvent[]): Task<boolean> {
    return this.#store.change('empty-outbox', (rows) => {
      for (const { event } of events) rows.delete(OUTBOX, event);
    });
  }

  *#publish(events: readonly ChargeEvent[]): Task<boolean> {
    const message: Deliver = { kind: 'deliver', events };
    const isTaken = yield* this.#host.call<boolean>(this.#broker, message, DELIVERY_TRY_MICROS);
    this.#host.sometimes('stripe: broker did not answer the relay', isTaken === undefined);
    return isTaken === true;
  }
}
