import { hashText } from '../../simulation/hash.ts';
import { positiveSettings } from '../parts/positive-settings.ts';
import type { Settings } from '../system.ts';
import { LIFE_MICROS } from './config.ts';

/** What kinds of items there are, by the first part of their names. */
type ItemKind = 'hot' | 'shelf' | 'flash' | 'last';

/** Units of each kind when the shop opens. */
const STOCK: Readonly<Record<ItemKind, number>> = { hot: 20, shelf: 12, flash: 9, last: 8 };

/** The numbers of a plan that the catalog depends on. */
interface CatalogSettings {
  /** Over how many locks all counters are spread. */
  readonly stripes: number;
  /** Into how many counters the stock of a hot item is divided. */
  readonly shards: number;
  /** How long units in a flash sale are kept for a customer. */
  readonly flashLifeMicros: number;
}

/** Which items there are, how many of each, and which counter and which lock is whose. All servers reckon alike. */
export class Catalog {
  readonly items: readonly string[];
  readonly stripes: number;
  readonly #shards: number;
  readonly #flashLifeMicros: number;

  /** @param items the names of all items */
  constructor(items: readonly string[], { stripes, shards, flashLifeMicros }: CatalogSettings) {
    this.items = items;
    this.stripes = stripes;
    this.#shards = shards;
    this.#flashLifeMicros = flashLifeMicros;
  }

  /** @throws RangeError for settings that are missing or no positive integers. */
  static of(items: readonly string[], settings: Settings): Catalog {
    return new Catalog(items, positiveSettings(['stripes', 'shards', 'flashLifeMicros'], settings));
  }

  stockOf(item: string): number {
    return STOCK[kindOf(item)];
  }

  lifeOf(item: string): number {
    return kindOf(item) === 'flash' ? this.#flashLifeMicros : LIFE_MICROS;
  }

  shardsOf(item: string): readonly number[] {
    return Array.from({ length: kindOf(item) === 'hot' ? this.#shards : 1 }, (_, shard) => shard);
  }

  /** The counter from which a reservation takes its units: whoever reckons, whenever, it is the same one. */
  shardOf(item: string, reservation: string): number {
    return (hashText(reservation) >>> 0) % this.shardsOf(item).length;
  }

  /** Units in a counter when the shop opens. */
  openingOf(item: string, shard: number): number {
    const { length } = this.shardsOf(item);
    return Math.floor(this.stockOf(item) / length) + (shard < this.stockOf(item) % length ? 1 : 0);
  }

  /** The lock that guards a counter and all reservations from it. Counters of one item are spread over several. */
  stripeOf(item: string, shard: number): number {
    return ((hashText(item) >>> 0) + shard) % this.stripes;
  }
}

export function counterOf(item: string, shard: number): string {
  return `${item}/${shard}`;
}

function kindOf(item: string): ItemKind {
  return item.slice(0, item.indexOf('-')) as ItemKind;
}
