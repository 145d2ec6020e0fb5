import type { Components } from '../graph/components.ts';
import { PathFinder, sourceOf, type StepBudget } from '../graph/path.ts';
import { cycleOf, cycleOfTwins, type Cycle } from './cycle.ts';
import type { CycleCore } from './cycle-core.ts';
import { orderMasks } from './cycle-search.ts';
import { FAN, RW, WR, WW } from './dependencies.ts';
import type { RespectedOrder } from './level.ts';
import { buildStarGraph } from './star-graph.ts';

/** What the dependencies say of a level. `cycle` shows why it is refuted. */
export interface KnownDecision {
  readonly verdict: 'holds' | 'violated' | 'unknown';
  readonly cycle?: Cycle;
}

/** Levels that are conditions on the dependencies of transactions; the others look at what each transaction sees. */
export type GraphLevel =
  | 'read-uncommitted'
  | 'read-committed'
  | 'prefix'
  | 'parallel-snapshot-isolation'
  | 'snapshot-isolation'
  | 'serializable';

const HOLDS: KnownDecision = { verdict: 'holds' };
const UNKNOWN: KnownDecision = { verdict: 'unknown' };

/**
 * Decides levels on the cyclic core of a graph whose version orders are known. The conditions on dependency graphs are Adya's for
 * read uncommitted, read committed and serializable, and those of Cerone and Gotsman (PODC 2016, PODC 2017) for the levels between.
 */
export class KnownOrderLevels {
  readonly #core: CycleCore;
  readonly #transactionCount: number;
  readonly #budget: StepBudget;
  readonly #finder: PathFinder;
  readonly #components: (mask: number) => Components;

  /** @param components the strongly connected components of the core under a mask */
  constructor(core: CycleCore, transactionCount: number, budget: StepBudget, components: (mask: number) => Components) {
    this.#core = core;
    this.#transactionCount = transactionCount;
    this.#budget = budget;
    this.#finder = new PathFinder(core.graph);
    this.#components = components;
  }

  decide(base: GraphLevel, order: RespectedOrder): KnownDecision {
    const mask = orderMasks[order];
    switch (base) {
      case 'read-uncommitted':
        return this.#acyclic(WW | mask);
      case 'read-committed':
        return this.#acyclic(WW | WR | mask);
      case 'serializable':
        return this.#acyclic(WW | WR | RW | FAN | mask);
      case 'snapshot-isolation':
        return this.#noStarCycle(WW | WR | mask, WW | WR | mask);
      case 'prefix':
        return this.#noStarCycle(WW | WR | mask, WR | mask);
      case 'parallel-snapshot-isolation':
        return firstRefusal(this.#acyclic(WW | WR | mask), () => this.#noSingle(WW | WR | mask));
    }
  }

  #acyclic(mask: number): KnownDecision {
    const { of, cyclicCount } = this.#components(mask);
    if (cyclicCount === 0) return HOLDS;
    return { verdict: 'violated', cycle: this.#anyCycle(mask, of) };
  }

  /** A shortest cycle through the first edge that lies in a component. */
  #anyCycle(mask: number, component: Int32Array): Cycle {
    const { targets, labels } = this.#core.graph;
    for (let edge = 0; edge < targets.length; edge++) {
      const from = sourceOf(this.#core.graph, edge);
      const to = targets[edge]!;
      if ((labels[edge]! & mask) === 0 || component[from] !== component[to]) continue;
      const path = this.#finder.find(to, from, mask, { stepsLeft: Infinity }, { within: component });
      if (path !== undefined) return this.#cycle([edge, ...path]);
    }
    throw new Error('a component of several nodes has no cycle');
  }

  #noStarCycle(dependencies: number, visible: number): KnownDecision {
    const { graph, components, original } = buildStarGraph(this.#core.graph, dependencies, visible);
    if (components.cyclicCount === 0) return HOLDS;
    const finder = new PathFinder(graph);
    for (let edge = 0; edge < graph.targets.length; edge++) {
      const from = sourceOf(graph, edge);
      const to = graph.targets[edge]!;
      if (components.of[from] !== components.of[to]) continue;
      const path = finder.find(to, from, 0xff, { stepsLeft: Infinity }, { within: components.of });
      if (path !== undefined)
        return { verdict: 'violated', cycle: this.#cycleOfTwins([edge, ...path].map((e) => original[e]!)) };
    }
    throw new Error('a component of several nodes has no cycle');
  }

  /** Whether no anti-dependency leads back over edges of the mask. Needs the mask to be acyclic. */
  #noSingle(mask: number): KnownDecision {
    const { targets, labels } = this.#core.graph;
    const { of: within } = this.#components(mask | RW | FAN);
    const { of: order } = this.#components(mask | FAN);
    for (let edge = 0; edge < targets.length; edge++) {
      if (labels[edge] !== RW) continue;
      const from = sourceOf(this.#core.graph, edge);
      const to = targets[edge]!;
      if (within[from] !== within[to]) continue;
      const path = this.#finder.find(to, from, mask | FAN, this.#budget, { within, order });
      if (path !== undefined) return { verdict: 'violated', cycle: this.#cycle([edge, ...path]) };
      if (this.#budget.stepsLeft <= 0) return UNKNOWN;
    }
    return HOLDS;
  }

  #cycle(edges: readonly number[]): Cycle {
    return cycleOf(this.#core, edges, this.#transactionCount);
  }

  #cycleOfTwins(edges: readonly number[]): Cycle {
    return cycleOfTwins(this.#core, edges, this.#transactionCount);
  }
}

function firstRefusal(first: KnownDecision, second: () => KnownDecision): KnownDecision {
  return first.verdict === 'holds' ? second() : first;
}
