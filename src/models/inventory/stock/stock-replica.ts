import type { Host } from '../../../simulation/host.ts';
import type { Request } from '../../../simulation/request.ts';
import type { Task } from '../../../simulation/task.ts';
import { boundedClock, type IntervalClock } from '../../parts/interval-clock.ts';
import type { NotLeading } from '../../parts/leader-session.ts';
import { type LogOwner, ReplicatedLog } from '../../parts/replicated-log/replicated-log.ts';
import type { Catalog } from '../catalog.ts';
import { CLOCK_ERROR_MICROS } from '../config.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { ChangeStripes, StoreMessage, StoreReply, StripeChange } from '../messages.ts';
import type { Reservation } from '../reservation.ts';
import { logOptions, type Rest } from '../rest.ts';
import type { StockCommand } from './commands.ts';
import { Expirer } from './expirer.ts';
import { StockTable } from './stock-table.ts';

const STOCK_LOG = 'stock';

/** One replica of the store: counters and reservations, by a log that a majority keeps on disk. */
export class StockReplica implements LogOwner {
  readonly log: ReplicatedLog;
  readonly table: StockTable;
  readonly #host: Host;
  readonly #clock: IntervalClock;
  readonly #expirer: Expirer;
  /** What came of the commands that this server proposed. */
  readonly #outcomes = new Map<string, boolean | undefined>();
  #isServing = false;
  #questions = 0;

  constructor(
    host: Host,
    members: readonly string[],
    shops: readonly string[],
    catalog: Catalog,
    mechanisms: Mechanisms,
    rest: Rest,
  ) {
    this.#host = host;
    this.#clock = boundedClock(host, CLOCK_ERROR_MICROS);
    this.table = new StockTable(catalog, mechanisms.isFenced);
    this.log = new ReplicatedLog(host, this.#clock, logOptions(STOCK_LOG, members, mechanisms.log, rest), this);
    this.#expirer = new Expirer(host, this.#clock, this.table, shops);
  }

  receive(request: Request): void {
    if (!this.#isServing) {
      const hint = this.log.leaderHint;
      const leader = hint === undefined || hint === this.#host.name ? null : hint;
      return request.reply({ status: 'not-leading', leader } satisfies NotLeading);
    }
    const message = request.message as StoreMessage;
    this.#host.spawn(message.kind, this.#serve(message)).onResolved((reply) => request.reply(reply));
  }

  apply(_slot: number, command: unknown): void {
    if (command === null) return;
    const decided = command as StockCommand;
    const isDone = this.table.apply(decided);
    this.#host.sometimes('inventory: the store refuses an older token', !isDone);
    if (this.#outcomes.has(decided.id)) this.#outcomes.set(decided.id, isDone);
    if (!isDone || decided.type !== 'change') return;
    this.#expirer.changed();
    if (this.#isServing) for (const { reservations } of decided.changes) this.#state(reservations);
  }

  elected(): void {
    this.#isServing = true;
    this.#host.sometimes('inventory: another server leads the stock', this.log.chosenUpTo > 1);
    const { leadership } = this.log;
    this.#expirer.begin(() => this.log.leadership === leadership);
  }

  deposed(): void {
    this.#isServing = false;
  }

  note(): unknown {
    return null;
  }

  noted(): void {
    // Followers need to know nothing besides the log.
  }

  *#serve(message: StoreMessage): Task<StoreReply> {
    switch (message.kind) {
      case 'open-stripe': {
        const { stripe, token } = message;
        const isDone = yield* this.#decide({ type: 'open', id: this.#nextId(), stripe, token });
        if (isDone !== true) return { status: isDone === undefined ? 'unknown' : 'fenced' };
        return { status: 'opened', contents: this.table.contentsOf(stripe) };
      }
      case 'change-stripes':
        return yield* this.#change(message);
      case 'read-item': {
        const isSure = this.log.holdsLease || (yield* this.#decide({ type: 'look', id: this.#nextId() })) === true;
        return isSure ? { status: 'reading', reading: this.table.read(message.item) } : { status: 'unknown' };
      }
    }
  }

  /** Time is told when a change is proposed: what was in time then may be decided later, under its fence. */
  *#change({ changes, before, after }: ChangeStripes): Task<StoreReply> {
    const { earliest, latest } = this.#clock.now();
    if (before !== null && latest >= before) return { status: 'too-late' };
    if (after !== null && earliest <= after) return { status: 'too-early' };
    const stamped = changes.map((change) => stamp(change, latest));
    const isDone = yield* this.#decide({ type: 'change', id: this.#nextId(), changes: stamped });
    if (isDone !== true) return { status: isDone === undefined ? 'unknown' : 'fenced' };
    return { status: 'changed', at: latest };
  }

  /** Has a command decided: what came of it, or undefined where that isn't known. */
  *#decide(command: StockCommand): Task<boolean | undefined> {
    this.#outcomes.set(command.id, undefined);
    const isDecided = yield* this.log.propose(command);
    const outcome = this.#outcomes.get(command.id);
    this.#outcomes.delete(command.id);
    return isDecided ? outcome : undefined;
  }

  #nextId(): string {
    return `${this.#host.name}/${this.#host.restarts}/${++this.#questions}`;
  }

  #state(reservations: readonly Reservation[]): void {
    for (const { reservation, item, units, status } of reservations)
      if (status === 'expired') {
        this.#host.reachable('inventory: the time of a reservation ends');
        this.#host.observe('expired', { reservation, item, units });
      }
  }
}

/** Writes the time on reservations that are new. */
function stamp(change: StripeChange, madeAt: number): StripeChange {
  if (change.reservations.every((row) => row.madeAt !== null)) return change;
  return { ...change, reservations: change.reservations.map((row) => ({ ...row, madeAt: row.madeAt ?? madeAt })) };
}
