import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import type { LogRecord, PairedLogMessage } from '../parts/paired-log/messages.ts';
import { PairedLog, type PairedLogOwner } from '../parts/paired-log/paired-log.ts';
import { RowStore, type RowWrite } from '../parts/row-store.ts';
import {
  CLOCK_MARGIN_MICROS,
  COMMIT_MICROS,
  IDLE_AFTER_MICROS,
  LEASE_MICROS,
  REPLICA_REPLY_MICROS,
  REST_LEASE_MICROS,
} from './config.ts';
import { OUTBOX } from './keys.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { StripeMessage, Transact, TransactReply } from './messages.ts';
import { runProcedure } from './procedures.ts';
import { Relay } from './relay.ts';

/** A server of the SQL store: leader, standby, or the third that votes and can take their place. */
export class DatabaseServer implements Program, PairedLogOwner {
  readonly #host: Host;
  readonly #mechanisms: Mechanisms;
  readonly #log: PairedLog;
  readonly #broker: string;
  #store = new RowStore();
  #relay: Relay | undefined = undefined;
  #askedAt: number;

  constructor(host: Host, members: readonly string[], broker: string, mechanisms: Mechanisms) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    this.#askedAt = host.now();
    const log = {
      group: 'database',
      members,
      leaseMicros: LEASE_MICROS,
      restLeaseMicros: REST_LEASE_MICROS,
      clockMarginMicros: CLOCK_MARGIN_MICROS,
      replyMicros: REPLICA_REPLY_MICROS,
      isStandbySynchronous: mechanisms.isStandbySynchronous,
    };
    this.#log = new PairedLog(host, log, this);
    this.#broker = broker;
  }

  start(): void {
    this.#log.start();
  }

  receive(request: Request): void {
    const message = request.message as StripeMessage | PairedLogMessage;
    if (message.kind !== 'transact') return this.#log.receive(request);
    this.#askedAt = this.#host.now();
    this.#host.spawn(message.procedure, this.#transact(message)).onResolved((reply) => request.reply(reply));
  }

  isPrimary(): boolean {
    return this.#log.isLeading;
  }

  isIdle(): boolean {
    return this.#host.now() - this.#askedAt > IDLE_AFTER_MICROS;
  }

  elected(records: readonly LogRecord[]): void {
    this.#store = new RowStore();
    for (const { change } of records) this.#store.redo(change as readonly RowWrite[]);
    this.#host.sometimes('stripe: database led by another server', records.length > 0);
    if (this.#mechanisms.outbox === 'none') return;
    const isCurrent = (): boolean => this.#relay === relay;
    const relay = new Relay(this.#host, this.#broker, isCurrent, {
      rows: () => this.#store.rows(OUTBOX),
      change: (change) => this.#change('empty-outbox', () => change(this.#store)),
    });
    this.#relay = relay;
    this.#host.spawn('relay', relay.run(this.#mechanisms.outbox === 'emptied-after-publishing'));
  }

  deposed(): void {
    this.#relay = undefined;
  }

  report(): void {
    const pending = this.#log.serving === undefined ? 0 : this.#store.rows(OUTBOX).length;
    this.#host.observe('backlog', { queue: 'outbox', pending });
  }

  *#transact({ procedure, argument }: Transact): Task<TransactReply> {
    if (this.#log.serving === undefined) return { status: 'not-leading', leader: this.#log.lease.holderHint };
    let result: unknown;
    const isCommitted = yield* this.#change(procedure, () => {
      result = runProcedure(this.#store, procedure, argument, this.#host.now(), this.#mechanisms);
    });
    return isCommitted ? { status: 'committed', result } : { status: 'unknown' };
  }

  /** Runs a transaction; true once it, and all that it may have read, is committed. */
  *#change(type: string, procedure: () => void): Task<boolean> {
    const term = this.#log.serving;
    if (term === undefined) return false;
    procedure();
    const writes = this.#store.takeWrites();
    const position = writes.length > 0 ? term.append(type, writes) : this.#log.wal.length;
    if (writes.some(([table, , row]) => table === OUTBOX && row !== null)) this.#relay?.wake();
    return yield* term.committed(position, COMMIT_MICROS);
  }
}
