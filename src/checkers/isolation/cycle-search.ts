import { findComponents, type Components } from '../graph/components.ts';
import { PathFinder, type StepBudget } from '../graph/path.ts';
import { restrictGraph, type PartialGraph } from '../graph/restrict.ts';
import { cycleOf, cycleOfTwins, type Cycle, type CycleKind } from './cycle.ts';
import type { CycleCore } from './cycle-core.ts';
import { FAN, PROCESS, REALTIME, RW, WR, WW } from './dependencies.ts';
import type { RespectedOrder } from './level.ts';
import { buildStarGraph, type StarGraph } from './star-graph.ts';

/** How many cycles of a kind are kept in full: the shortest ones. */
const KEPT = 3;

export const orderMasks: Readonly<Record<RespectedOrder, number>> = { none: 0, session: PROCESS, realtime: REALTIME };

export interface CyclesOfKind {
  count: number;
  readonly shortest: Cycle[];
}

/**
 * Finds, counts and classifies cycles in a core. From every edge of a sort (ww for G0, wr for G1c, rw for the others) that lies in a
 * component, breadth-first search finds a shortest way back, unless a cycle found before goes through the edge. Cycles over the same
 * transactions count once.
 */
export class CycleSearch {
  readonly found: Map<CycleKind, CyclesOfKind> = new Map();
  readonly #core: CycleCore;
  readonly #transactionCount: number;
  readonly #budget: StepBudget;
  /** By kind hashes of the sets of transactions that were found. */
  readonly #seen = new Map<CycleKind, Set<number>>();
  readonly #components = new Map<number, Components>();
  /** By edge the last search that found a cycle through it; cycles are only looked for from edges that no cycle of the search has yet. */
  readonly #covered: Int32Array;
  /** Edges from which a cycle was found that needs no order beyond the data. */
  readonly #settled: Uint8Array;
  #search = 0;

  constructor(core: CycleCore, transactionCount: number, budget: StepBudget) {
    this.#core = core;
    this.#transactionCount = transactionCount;
    this.#budget = budget;
    this.#covered = new Int32Array(core.graph.targets.length);
    this.#settled = new Uint8Array(core.graph.targets.length);
  }

  /** Runs all searches that can find something, plain cycles first. */
  searchAll(): void {
    const orders = [0, PROCESS, REALTIME];
    // Real time includes the sessions, so that a search which finds nothing there settles all three.
    const hasStarCycles = this.#star(REALTIME).components.cyclicCount > 0;
    const withSnapshots = orders.filter((order) => hasStarCycles && this.#star(order).components.cyclicCount > 0);
    for (const order of orders) {
      if (this.isAcyclic(WW | WR | RW | FAN | order)) continue;
      if (withSnapshots.includes(order)) {
        this.#searchFrom(WW, WW | order);
        this.#searchFrom(WR, WW | WR | order);
        this.#searchSingles(order);
        this.#searchStar(order);
      }
      this.#searchFrom(RW, WW | WR | RW | FAN | order);
    }
  }

  isAcyclic(mask: number): boolean {
    return this.components(mask).cyclicCount === 0;
  }

  components(mask: number): Components {
    const known = this.#components.get(mask);
    if (known !== undefined) return known;
    const components = findComponents(this.#core.graph, mask);
    this.#components.set(mask, components);
    return components;
  }

  #star(order: number): StarGraph {
    return buildStarGraph(this.#core.graph, WW | WR | order, WW | WR | order);
  }

  #searchFrom(seed: number, mask: number): void {
    const { of, cyclicCount } = this.components(mask);
    if (cyclicCount === 0) return;
    const wayBack = this.#wayBack(restrictGraph(this.#core.graph, mask, of));
    this.#eachSeed(seed, of, (edge, from, to) => {
      const path = wayBack(to, from);
      if (path !== undefined) this.#record([edge, ...path], edge);
    });
  }

  /** Finds shortest paths in a part of the core, as edges of the core. */
  #wayBack({ graph, original }: PartialGraph, order?: Int32Array): (from: number, to: number) => number[] | undefined {
    const finder = new PathFinder(graph);
    const bounds = order === undefined ? {} : { order };
    return (from, to) => finder.find(from, to, 0xff, this.#budget, bounds)?.map((edge) => original[edge]!);
  }

  /** One rw edge, and a way back without another: pruned by the topological order of the edges without rw. */
  #searchSingles(order: number): void {
    const { of } = this.components(WW | WR | RW | FAN | order);
    const mask = WW | WR | FAN | order;
    const wayBack = this.#wayBack(restrictGraph(this.#core.graph, mask, of), this.components(mask).of);
    this.#eachSeed(RW, of, (edge, from, to) => {
      const path = wayBack(to, from);
      if (path !== undefined) this.#record([edge, ...path], edge);
    });
  }

  #searchStar(order: number): void {
    const star = this.#star(order);
    const { of } = star.components;
    const { graph, original } = restrictGraph(star.graph, 0xff, of);
    const wayBack = this.#wayBack({ graph, original: original.map((edge) => star.original[edge]!) });
    const nodes = this.#core.graph.nodeCount;
    this.#eachSeed(RW, undefined, (edge, from, to) => {
      if (of[from + nodes] !== of[to]) return;
      const path = wayBack(to, from + nodes);
      if (path !== undefined) this.#record([edge, ...path], edge, cycleOfTwins);
    });
  }

  #eachSeed(
    seed: number,
    within: Int32Array | undefined,
    search: (edge: number, from: number, to: number) => void,
  ): void {
    const { nodeCount, offsets, targets, labels } = this.#core.graph;
    this.#search++;
    for (let from = 0; from < nodeCount; from++) {
      for (let edge = offsets[from]!; edge < offsets[from + 1]!; edge++) {
        if (labels[edge] !== seed || this.#settled[edge] === 1 || this.#covered[edge] === this.#search) continue;
        const to = targets[edge]!;
        if (within === undefined || within[from] === within[to]) search(edge, from, to);
      }
    }
  }

  #record(edges: readonly number[], seed: number, read = cycleOf): void {
    for (const edge of edges) this.#covered[edge] = this.#search;
    const cycle = read(this.#core, edges, this.#transactionCount);
    if (cycle.kind === 'G2-item') this.#settled[seed] = 1;
    if (!this.#isNew(cycle)) return;
    const known = this.found.get(cycle.kind) ?? { count: 0, shortest: [] };
    this.found.set(cycle.kind, known);
    known.count++;
    const longest = known.shortest.at(-1);
    if (known.shortest.length === KEPT && longest!.transactions.length <= cycle.transactions.length) return;
    known.shortest.push(cycle);
    known.shortest.sort((a, b) => a.transactions.length - b.transactions.length);
    if (known.shortest.length > KEPT) known.shortest.pop();
  }

  #isNew({ kind, transactions }: Cycle): boolean {
    let seen = this.#seen.get(kind);
    if (seen === undefined) this.#seen.set(kind, (seen = new Set()));
    const before = seen.size;
    return seen.add(hashOfSet(transactions)).size > before;
  }
}

/** 53 bits that do not depend on the order: sets that meet by chance would only be counted as one. */
function hashOfSet(numbers: readonly number[]): number {
  let [low, high] = [numbers.length, 0];
  for (const number of numbers) {
    let mixed = Math.imul(number + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    low = (low + (mixed ^ (mixed >>> 13))) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35);
    high = (high + (mixed ^ (mixed >>> 14))) | 0;
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
