import type { KeyedRandom } from './keyed-random.ts';
import { purposeOf } from './keyed-random.ts';
import type { Node } from './node.ts';

const LOSS = purposeOf('loss');
const DELAY = purposeOf('delay');
const TAIL = purposeOf('tail');
const EXTRA_DELAY = purposeOf('extra delay');
const DUPLICATE = purposeOf('duplicate');
const DUPLICATE_DELAY = purposeOf('duplicate delay');
const REORDER = purposeOf('reorder');
const REORDER_DELAY = purposeOf('reorder delay');

/** Latency of an undisturbed link: a floor plus an exponential part. */
interface Latency {
  readonly minMicros: number;
  readonly meanMicros: number;
}

const LOOPBACK_MICROS = 5;
const SAME_ZONE: Latency = { minMicros: 150, meanMicros: 100 };
const SAME_REGION: Latency = { minMicros: 500, meanMicros: 300 };
const OTHER_REGION: Latency = { minMicros: 15_000, meanMicros: 3_000 };
/** One message in so many takes ten times its exponential part: no real network is without a tail. */
const TAIL_PER_MILLION = 5_000;

/** What a fault does to the messages of some links while it lasts. Probabilities are in millionths. */
export interface Disturbance {
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  readonly lossPerMillion?: number;
  readonly duplicatePerMillion?: number;
  /** Messages that are held back by a random time of this mean, so that later ones overtake them. */
  readonly reorderPerMillion?: number;
  readonly reorderMicros?: number;
  /** Extra delay of every message: exponential with this mean, so with a heavy tail. */
  readonly delayMicros?: number;
}

/** When copies of a message arrive, in microseconds from now; no copy: it is lost. */
export type Arrivals = readonly number[];

const LOST: Arrivals = [];

/** Links between all nodes, and what faults do to them. Faults stack, and end in any order. */
export class Network {
  readonly #random: KeyedRandom;
  readonly #disturbances: Set<Disturbance> = new Set();
  readonly #cuts: Map<string, number> = new Map();

  constructor(random: KeyedRandom) {
    this.#random = random;
  }

  /** Cuts the way from one node to another; each cut needs its own `mend`. */
  cut(from: string, to: string): void {
    const link = linkOf(from, to);
    this.#cuts.set(link, (this.#cuts.get(link) ?? 0) + 1);
  }

  /** Takes one cut back. */
  mend(from: string, to: string): void {
    const link = linkOf(from, to);
    const cuts = this.#cuts.get(link) ?? 0;
    if (cuts <= 1) this.#cuts.delete(link);
    else this.#cuts.set(link, cuts - 1);
  }

  isCut(from: string, to: string): boolean {
    return this.#cuts.size > 0 && this.#cuts.has(linkOf(from, to));
  }

  /** Begins a disturbance, which lasts until `calm`. */
  disturb(disturbance: Disturbance): void {
    this.#disturbances.add(disturbance);
  }

  calm(disturbance: Disturbance): void {
    this.#disturbances.delete(disturbance);
  }

  /** When the copies of a message with this identity arrive. */
  arrivals(from: Node, to: Node, label: number): Arrivals {
    if (from === to) return [LOOPBACK_MICROS];
    if (this.isCut(from.name, to.name)) return LOST;
    const random = this.#random;
    const { minMicros, meanMicros } = latencyBetween(from, to);
    let delay = random.exponential(meanMicros, label, DELAY);
    if (random.chance(TAIL_PER_MILLION, label, TAIL)) delay *= 10;
    delay += minMicros;
    if (this.#disturbances.size === 0) return [delay];
    return this.#disturbed(from, to, label, delay);
  }

  #disturbed(from: Node, to: Node, label: number, undisturbed: number): Arrivals {
    const random = this.#random;
    let delay = undisturbed;
    let copyDelay: number | undefined;
    let nth = 0;
    for (const disturbance of this.#disturbances) {
      nth++;
      if (!disturbance.from.has(from.name) || !disturbance.to.has(to.name)) continue;
      const { lossPerMillion = 0, duplicatePerMillion = 0, reorderPerMillion = 0 } = disturbance;
      const { reorderMicros = 0, delayMicros = 0 } = disturbance;
      if (random.chance(lossPerMillion, label, LOSS + nth)) return LOST;
      if (delayMicros > 0) delay += random.exponential(delayMicros, label, EXTRA_DELAY + nth);
      if (random.chance(reorderPerMillion, label, REORDER + nth))
        delay += random.exponential(reorderMicros, label, REORDER_DELAY + nth);
      if (random.chance(duplicatePerMillion, label, DUPLICATE + nth))
        copyDelay = random.exponential(10 * undisturbed, label, DUPLICATE_DELAY + nth);
    }
    return copyDelay === undefined ? [delay] : [delay, delay + copyDelay];
  }
}

function linkOf(from: string, to: string): string {
  return `${from}>${to}`;
}

function latencyBetween(from: Node, to: Node): Latency {
  if (from.place.zone === to.place.zone) return SAME_ZONE;
  return from.place.region === to.place.region ? SAME_REGION : OTHER_REGION;
}
