import type { Graph } from './graph.ts';

/** Counts the edges that searches look at, so that a search ends in the same place on every machine. */
export interface StepBudget {
  stepsLeft: number;
}

/** Both by node. `within`: stay in the target's component. `order`: component numbers, which never rise along an edge. */
export interface PathBounds {
  readonly within?: Int32Array;
  readonly order?: Int32Array;
}

/** Finds shortest paths one after the other in one graph without clearing its arrays in between. */
export class PathFinder {
  readonly #graph: Graph;
  readonly #seen: Int32Array;
  /** By node the edge that led to it, and the node that the edge leaves. */
  readonly #cameFrom: Int32Array;
  readonly #parent: Int32Array;
  readonly #queue: Int32Array;
  #round = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#seen = new Int32Array(graph.nodeCount);
    this.#cameFrom = new Int32Array(graph.nodeCount);
    this.#parent = new Int32Array(graph.nodeCount);
    this.#queue = new Int32Array(graph.nodeCount);
  }

  /**
   * Breadth-first search over edges that match the mask.
   *
   * @param bounds leaves out nodes that can't be on the way
   * @returns the edges (positions in the graph's arrays) of a shortest path, or undefined when there is none or the budget ran out.
   */
  find(
    from: number,
    to: number,
    mask: number,
    budget: StepBudget,
    { within, order }: PathBounds = {},
  ): number[] | undefined {
    const { offsets, targets, labels } = this.#graph;
    const seen = this.#seen;
    const cameFrom = this.#cameFrom;
    const parent = this.#parent;
    const queue = this.#queue;
    const round = ++this.#round;
    const home = within === undefined ? 0 : within[to]!;
    const lowest = order === undefined ? 0 : order[to]!;
    if (order !== undefined && order[from]! < lowest) return undefined;
    let tail = 0;
    queue[tail++] = from;
    seen[from] = round;
    for (let head = 0; head < tail && budget.stepsLeft > 0; head++) {
      const v = queue[head]!;
      const end = offsets[v + 1]!;
      budget.stepsLeft -= end - offsets[v]! + 1;
      for (let e = offsets[v]!; e < end; e++) {
        const w = targets[e]!;
        if ((labels[e]! & mask) === 0 || seen[w] === round) continue;
        if (within !== undefined && within[w] !== home) continue;
        if (order !== undefined && order[w]! < lowest) continue;
        seen[w] = round;
        cameFrom[w] = e;
        parent[w] = v;
        if (w === to) return this.#trace(from, to);
        queue[tail++] = w;
      }
    }
    return undefined;
  }

  #trace(from: number, to: number): number[] {
    const edges: number[] = [];
    for (let v = to; v !== from; v = this.#parent[v]!) edges.push(this.#cameFrom[v]!);
    return edges.reverse();
  }
}

/** The node whose row holds an edge: binary search in the offsets. */
export function sourceOf({ offsets, nodeCount }: Graph, edge: number): number {
  let low = 0;
  let high = nodeCount;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= edge) low = middle;
    else high = middle;
  }
  return low;
}
