import type { Catalog } from '../catalog.ts';
import { counterOf } from '../catalog.ts';
import type { StockReading, StripeChange, StripeContents } from '../messages.ts';
import { isHolding, type Reservation } from '../reservation.ts';
import type { StockCommand } from './commands.ts';

/** A lock stripe as the store knows it: the newest token it has seen, how many changes came under it, and what it guards. */
class Stripe {
  token = 0;
  sequence = 0;
  readonly free = new Map<string, number>();
  readonly reservations = new Map<string, Reservation>();
}

/** The state of the store: what the commands of its log come to, the same on every replica. */
export class StockTable {
  readonly #catalog: Catalog;
  readonly #isFenced: boolean;
  readonly #stripes: readonly Stripe[];
  /** Reservations that hold units now. */
  readonly #holding = new Map<string, Reservation>();

  constructor(catalog: Catalog, isFenced: boolean) {
    this.#catalog = catalog;
    this.#isFenced = isFenced;
    this.#stripes = Array.from({ length: catalog.stripes }, () => new Stripe());
    for (const item of catalog.items)
      for (const shard of catalog.shardsOf(item))
        this.#stripeAt(catalog.stripeOf(item, shard)).free.set(counterOf(item, shard), catalog.openingOf(item, shard));
  }

  get holding(): ReadonlyMap<string, Reservation> {
    return this.#holding;
  }

  /** Does what a command says, all of it or nothing; false where a token is older than one that was seen. */
  apply(command: StockCommand): boolean {
    if (command.type === 'look') return true;
    if (command.type === 'open') return this.#open(command.stripe, command.token);
    if (this.#isFenced && !command.changes.every((change) => this.#isNext(change))) return false;
    for (const change of command.changes) this.#change(change);
    return true;
  }

  contentsOf(stripe: number): StripeContents {
    const { free, reservations } = this.#stripeAt(stripe);
    return { free: [...free], reservations: [...reservations.values()] };
  }

  read(item: string): StockReading {
    const reserved: (readonly [string, number])[] = [];
    const sold: (readonly [string, number])[] = [];
    let available = 0;
    for (const shard of this.#catalog.shardsOf(item)) {
      const { free } = this.#stripeAt(this.#catalog.stripeOf(item, shard));
      available += free.get(counterOf(item, shard)) ?? 0;
    }
    const stripes = new Set(this.#catalog.shardsOf(item).map((shard) => this.#catalog.stripeOf(item, shard)));
    for (const stripe of stripes)
      for (const row of this.#stripeAt(stripe).reservations.values()) {
        if (row.item !== item) continue;
        if (isHolding(row)) reserved.push([row.reservation, row.units]);
        else if (row.status === 'sold') sold.push([row.reservation, row.units]);
      }
    return { item, stock: this.#catalog.stockOf(item), available, reserved, sold };
  }

  #open(stripe: number, token: number): boolean {
    const state = this.#stripeAt(stripe);
    if (token <= state.token) return false;
    state.token = token;
    state.sequence = 0;
    return true;
  }

  #isNext({ stripe, token, sequence }: StripeChange): boolean {
    const state = this.#stripeAt(stripe);
    return token === state.token && sequence === state.sequence + 1;
  }

  #change({ stripe, sequence, free, reservations }: StripeChange): void {
    const state = this.#stripeAt(stripe);
    state.sequence = sequence;
    for (const [counter, units] of free) state.free.set(counter, units);
    for (const row of reservations) {
      state.reservations.set(row.reservation, row);
      if (isHolding(row)) this.#holding.set(row.reservation, row);
      else this.#holding.delete(row.reservation);
    }
  }

  #stripeAt(stripe: number): Stripe {
    const state = this.#stripes[stripe];
    if (state === undefined) throw new RangeError(`there is no stripe ${stripe}`);
    return state;
  }
}
