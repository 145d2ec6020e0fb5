import { Condition } from '../../../simulation/condition.ts';
import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { IntervalClock } from '../../parts/interval-clock.ts';
import { LeaderSession } from '../../parts/leader-session.ts';
import { EXPIRY_RETRY_MICROS, SHOP_TRY_MICROS, STOCK_TRY_MICROS } from '../config.ts';
import type { Expire, ShopReply } from '../messages.ts';
import { endOf, type Reservation } from '../reservation.ts';
import type { StockTable } from './stock-table.ts';

/** On the leader: sees whose time is surely over, by the store's clock, and has a shop that holds the lock end it. */
export class Expirer {
  readonly #host: Host;
  readonly #clock: IntervalClock;
  readonly #table: StockTable;
  readonly #shops: readonly string[];
  readonly #news: Condition;
  readonly #inWork = new Set<string>();
  /** Until when it waits. */
  #waitsUntil = Infinity;

  constructor(host: Host, clock: IntervalClock, table: StockTable, shops: readonly string[]) {
    this.#host = host;
    this.#clock = clock;
    this.#table = table;
    this.#shops = shops;
    this.#news = new Condition(host, 'reservations to expire');
  }

  /** Begins to watch, while this server leads. */
  begin(isCurrent: () => boolean): void {
    this.#inWork.clear();
    this.#host.spawn('expire reservations', this.#run(isCurrent));
  }

  /** The table was changed. */
  changed(): void {
    if (this.#nextEnd() < this.#waitsUntil) this.#news.notify();
  }

  *#run(isCurrent: () => boolean): Task<void> {
    while (isCurrent()) {
      const { earliest } = this.#clock.now();
      for (const row of this.#table.holding.values())
        if (endOf(row) < earliest && !this.#inWork.has(row.reservation)) this.#expire(row);
      this.#waitsUntil = this.#nextEnd();
      // One microsecond more: until then its time is not surely over.
      yield* this.#news.wait(this.#waitsUntil === Infinity ? Infinity : Math.max(1, this.#waitsUntil - earliest + 1));
      this.#waitsUntil = Infinity;
    }
  }

  /** The first end of those that nobody works on. */
  #nextEnd(): number {
    let next = Infinity;
    for (const row of this.#table.holding.values())
      if (!this.#inWork.has(row.reservation)) next = Math.min(next, endOf(row));
    return next;
  }

  #expire(row: Reservation): void {
    this.#inWork.add(row.reservation);
    this.#host.spawn(`expire ${row.reservation}`, this.#have(row)).onResolved(() => {
      this.#inWork.delete(row.reservation);
      this.changed();
    });
  }

  *#have(reservation: Reservation): Task<void> {
    const message: Expire = { kind: 'expire', reservation };
    const session = new LeaderSession(this.#host, this.#shops);
    const reply = yield* session.ask<ShopReply>(message, STOCK_TRY_MICROS, SHOP_TRY_MICROS);
    if (reply?.status !== 'done') yield* this.#host.sleep(EXPIRY_RETRY_MICROS);
  }
}
