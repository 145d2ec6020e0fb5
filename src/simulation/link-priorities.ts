import { mix } from './hash.ts';
import { type KeyedRandom, purposeOf } from './keyed-random.ts';
import type { Node } from './node.ts';

const PRIORITY = purposeOf('link priority');
const LEVELS = 8;

/** A moment from which on a link comes after all others. Plain data. */
export interface PriorityChange {
  readonly atMicros: number;
  readonly from: string;
  readonly to: string;
}

/** Which links are served before which. Plain data. */
export interface PriorityPlan {
  /** How much longer a message takes on a link than on one of the next higher priority. */
  readonly stepMicros: number;
  readonly changes: readonly PriorityChange[];
}

/**
 * Each link has a priority, drawn by its ends, and messages of a lower one come later: an order of events that chance in single
 * messages hardly ever brings about. At each change one link falls below all others. (After Burckhardt, Kothari, Musuvathi and
 * Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs", ASPLOS 2010, with links for threads.)
 */
export class LinkPriorities {
  readonly #random: KeyedRandom;
  readonly #plan: PriorityPlan;

  constructor(random: KeyedRandom, plan: PriorityPlan) {
    this.#random = random;
    this.#plan = plan;
  }

  /** How much longer a message takes that is sent now. */
  delayMicros(from: Node, to: Node, nowMicros: number): number {
    const { stepMicros, changes } = this.#plan;
    const last = changes.findLastIndex((it) => it.atMicros <= nowMicros && it.from === from.name && it.to === to.name);
    const level = last < 0 ? this.#random.below(LEVELS, mix(from.label, to.label), PRIORITY) : LEVELS + last;
    return level * stepMicros;
  }
}
