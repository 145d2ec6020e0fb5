import { mix } from './hash.ts';
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
/** So many messages take ten times their exponential part: no real network is without a tail. */
const TAIL_PER_MILLION = 5_000;

/** What a fault does to the messages of some links while it lasts. Probabilities are in millionths. */
export interface Disturbance {
  /** Keys its random decisions, so that they do not depend on which other disturbances there are. */
  readonly key: number;
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
const LOOPED_BACK: Arrivals = [LOOPBACK_MICROS];

/** Links between all nodes, and what faults do to them. Faults stack, and end in any order. */
export class Network {
  /** Whether undisturbed messages all take the mean latency of their link. */
  isSteady = false;
  readonly #random: KeyedRandom;
  readonly #disturbances: Set<Disturbance> = new Set();
  readonly #cuts: Map<string, number> = new Map();
  /** By id of the sender, then of the receiver: filled as links are used. */
  readonly #latencies: Latency[][] = [];
  /** The one arrival of an undisturbed message: reused, since nearly all messages are undisturbed. */
  readonly #undisturbed: [number] = [0];

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

  /** When the copies of a message with this identity arrive. The list is good until the next call. */
  arrivals(from: Node, to: Node, label: number): Arrivals {
    if (from === to) return LOOPED_BACK;
    if (this.isCut(from.name, to.name)) return LOST;
    const random = this.#random;
    const { minMicros, meanMicros } = this.#latency(from, to);
    let delay = this.isSteady ? meanMicros : random.exponential(meanMicros, label, DELAY);
    if (!this.isSteady && random.chance(TAIL_PER_MILLION, label, TAIL)) delay *= 10;
    delay += minMicros;
    if (this.#disturbances.size > 0) return this.#disturbed(from, to, label, delay);
    this.#undisturbed[0] = delay;
    return this.#undisturbed;
  }

  #latency(from: Node, to: Node): Latency {
    const row = (this.#latencies[from.id] ??= []);
    return (row[to.id] ??= latencyBetween(from, to));
  }

  #disturbed(from: Node, to: Node, label: number, undisturbed: number): Arrivals {
    const random = this.#random;
    let delay = undisturbed;
    let copyDelay: number | undefined;
    for (const disturbance of this.#disturbances) {
      if (!disturbance.from.has(from.name) || !disturbance.to.has(to.name)) continue;
      const { lossPerMillion = 0, duplicatePerMillion = 0, reorderPerMillion = 0 } = disturbance;
      const { reorderMicros = 0, delayMicros = 0 } = disturbance;
      const own = mix(label, disturbance.key);
      if (random.chance(lossPerMillion, own, LOSS)) return LOST;
      if (delayMicros > 0) delay += random.exponential(delayMicros, own, EXTRA_DELAY);
      if (random.chance(reorderPerMillion, own, REORDER))
        delay += random.exponential(reorderMicros, own, REORDER_DELAY);
      if (random.chance(duplicatePerMillion, own, DUPLICATE))
        copyDelay = random.exponential(10 * undisturbed, own, DUPLICATE_DELAY);
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
