import { type Disturbance, disturbedArrivals } from './disturbance.ts';
import type { KeyedRandom } from './keyed-random.ts';
import { purposeOf } from './keyed-random.ts';
import type { LinkPriorities } from './link-priorities.ts';
import type { Node } from './node.ts';

const DELAY = purposeOf('delay');
const TAIL = purposeOf('tail');

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

/** After so long an ordered link sends a message again that was lost: the least that Linux waits. */
const RETRANSMIT_MICROS = 200_000;

/** When copies of a message arrive, in microseconds from now; no copy: it is lost. */
export type Arrivals = readonly number[];

const LOST: Arrivals = [];
/** Stands for: held back, for as long as the link is clogged. */
export const CLOGGED: Arrivals = [];
const LOOPED_BACK: Arrivals = [LOOPBACK_MICROS];

/** Links between all nodes, and what faults do to them. Faults stack, and end in any order. */
export class Network {
  /** Whether undisturbed messages all take the mean latency of their link. */
  isSteady = false;
  /**
   * Whether messages of a link arrive in the order in which they were sent, each once, as on a TCP connection: one that is lost comes late and holds
   * up those behind it. The kernel breaks such a link off when it is cut or reset.
   */
  isOrdered = false;
  /** Set while some links are served before others. */
  priorities: LinkPriorities | undefined = undefined;
  readonly #random: KeyedRandom;
  readonly #disturbances: Set<Disturbance> = new Set();
  readonly #cuts: Map<string, number> = new Map();
  readonly #clogs: Map<string, number> = new Map();
  /** By id of the sender, then of the receiver: filled as links are used. */
  readonly #latencies: Latency[][] = [];
  /** By ordered link, when its last message arrives: nothing that is sent later comes sooner. */
  readonly #lastArrivals: Map<string, number> = new Map();
  /** The one arrival of an undisturbed message: reused, since nearly all messages are undisturbed. */
  readonly #undisturbed: [number] = [0];

  constructor(random: KeyedRandom) {
    this.#random = random;
  }

  /** Cuts the way from one node to another; each cut needs its own `mend`. */
  cut(from: string, to: string): void {
    countUp(this.#cuts, linkOf(from, to));
  }

  /** Takes one cut back. */
  mend(from: string, to: string): void {
    countDown(this.#cuts, linkOf(from, to));
  }

  isCut(from: string, to: string): boolean {
    return this.#cuts.size > 0 && this.#cuts.has(linkOf(from, to));
  }

  /** Holds back what is sent from one node to another from now on; each clog needs its own `unclog`. */
  clog(from: string, to: string): void {
    countUp(this.#clogs, linkOf(from, to));
  }

  /** Takes one clog back; the kernel's `burst` then lets through what was held. */
  unclog(from: string, to: string): void {
    countDown(this.#clogs, linkOf(from, to));
  }

  /** Begins a disturbance, which lasts until `calm`. */
  disturb(disturbance: Disturbance): void {
    this.#disturbances.add(disturbance);
  }

  calm(disturbance: Disturbance): void {
    this.#disturbances.delete(disturbance);
  }

  /** When the copies of a message with this identity arrive. The list is good until the next call. */
  arrivals(from: Node, to: Node, label: number, nowMicros = 0, isReply = false): Arrivals {
    if (from === to) return LOOPED_BACK;
    if (this.isCut(from.name, to.name)) return LOST;
    if (this.#clogs.size > 0 && this.#clogs.has(linkOf(from.name, to.name))) return CLOGGED;
    const random = this.#random;
    const { minMicros, meanMicros } = this.#latency(from, to);
    let delay = this.isSteady ? meanMicros : random.exponential(meanMicros, label, DELAY);
    if (!this.isSteady && random.chance(TAIL_PER_MILLION, label, TAIL)) delay *= 10;
    delay += minMicros;
    if (this.priorities !== undefined) delay += this.priorities.delayMicros(from, to, nowMicros);
    if (this.#disturbances.size > 0) {
      const met = [...this.#disturbances].filter((it) => it.from.has(from.name) && it.to.has(to.name));
      const link = linkOf(from.name, to.name);
      if (met.length > 0)
        return this.#inOrder(
          link,
          nowMicros,
          disturbedArrivals(random, met, { link, label, isReply, nowMicros, undisturbedMicros: delay }),
          delay,
        );
    }
    if (this.isOrdered) return this.#inOrder(linkOf(from.name, to.name), nowMicros, [delay], delay);
    this.#undisturbed[0] = delay;
    return this.#undisturbed;
  }

  /** What was on its way on an ordered link is gone: what is sent from now on waits for none of it. */
  breakOff(from: string, to: string): void {
    this.#lastArrivals.delete(linkOf(from, to));
  }

  /** On an ordered link a message comes once, and after all that were sent before it. */
  #inOrder(link: string, nowMicros: number, arrivals: Arrivals, undisturbedMicros: number): Arrivals {
    if (!this.isOrdered) return arrivals;
    const delay = arrivals[0] ?? RETRANSMIT_MICROS + undisturbedMicros;
    const arrivesAt = Math.max(nowMicros + delay, this.#lastArrivals.get(link) ?? 0);
    this.#lastArrivals.set(link, arrivesAt);
    return [arrivesAt - nowMicros];
  }

  #latency(from: Node, to: Node): Latency {
    const row = (this.#latencies[from.id] ??= []);
    return (row[to.id] ??= latencyBetween(from, to));
  }
}

function countUp(counts: Map<string, number>, link: string): void {
  counts.set(link, (counts.get(link) ?? 0) + 1);
}

function countDown(counts: Map<string, number>, link: string): void {
  const count = counts.get(link) ?? 0;
  if (count <= 1) counts.delete(link);
  else counts.set(link, count - 1);
}

function linkOf(from: string, to: string): string {
  return `${from}>${to}`;
}

function latencyBetween(from: Node, to: Node): Latency {
  if (from.place.zone === to.place.zone) return SAME_ZONE;
  return from.place.region === to.place.region ? SAME_REGION : OTHER_REGION;
}
