import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { LogMessage } from '../parts/replicated-log/messages.ts';
import type { Catalog } from './catalog.ts';
import { CLOCK_ERROR_MICROS, IDLE_AFTER_MICROS } from './config.ts';
import { LockReplica, LOCK_LOG } from './lock-replica.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { LockMessage, StoreMessage } from './messages.ts';
import { StockReplica } from './stock/stock-replica.ts';

/** A server of the store: a replica of the stock and one of the lock service, which may have different leaders. */
export class StockServer implements Program {
  readonly #host: Host;
  readonly #catalog: Catalog;
  readonly #stock: StockReplica;
  readonly #locks: LockReplica;
  #askedAt: number;

  constructor(
    host: Host,
    members: readonly string[],
    shops: readonly string[],
    catalog: Catalog,
    mechanisms: Mechanisms,
  ) {
    this.#host = host;
    this.#catalog = catalog;
    this.#askedAt = host.now();
    const rest = { isIdle: () => this.#isIdle };
    this.#stock = new StockReplica(host, members, shops, catalog, mechanisms, rest);
    this.#locks = new LockReplica(host, members, rest);
  }

  start(): void {
    if (this.#host.restarts === 0) this.#stateCatalog();
    this.#stock.log.start();
    this.#locks.log.start();
  }

  receive(request: Request): void {
    const message = request.message as LogMessage | StoreMessage | LockMessage;
    if ('group' in message) return (message.group === LOCK_LOG ? this.#locks : this.#stock).log.receive(request);
    this.#asked();
    const isForStore =
      message.kind === 'open-stripe' || message.kind === 'change-stripes' || message.kind === 'read-item';
    (isForStore ? this.#stock : this.#locks).receive(request);
  }

  isPrimary(): boolean {
    return this.#stock.log.leadership !== undefined;
  }

  report(): void {
    const levels = this.#catalog.items.map((item) => this.#stock.table.read(item));
    this.#host.observe('stock-levels', { applied: this.#stock.log.chosenUpTo, levels });
  }

  #stateCatalog(): void {
    const stock = this.#catalog.items.map((item) => [item, this.#catalog.stockOf(item)] as const);
    this.#host.observe('catalog', { stock: Object.fromEntries(stock), clockErrorMicros: CLOCK_ERROR_MICROS });
  }

  #asked(): void {
    const wasIdle = this.#isIdle;
    this.#askedAt = this.#host.now();
    if (!wasIdle) return;
    this.#stock.log.wanted.notify();
    this.#locks.log.wanted.notify();
  }

  get #isIdle(): boolean {
    return this.#host.now() - this.#askedAt > IDLE_AFTER_MICROS;
  }
}
