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
  /** By node the edge that led to it. */
  readonly #cameFrom: Int32Array;
  readonly #queue: Int32Array;
  #round = 0;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#seen = new Int32Array(graph.nodeCount);
    this.#cameFrom = new Int32Array(graph.nodeCount);
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
    const queue = this.#queue;
    const round = ++this.#round;
    const home = within === undefined ? 0 : within[to]!;
    const lowest = order === undefined ? 0 : order[to]!;
    if (order !== undefined && order[from]! < lowest) return undefined;
    let tail = 0;
    let stepsLeft = budget.stepsLeft;
    let found = false;
    queue[tail++] = from;
    seen[from] = round;
    for (let head = 0; head < tail && stepsLeft > 0 && !found; head++) {
      const v = queue[head]!;
      const end = offsets[v + 1]!;
      stepsLeft -= end - offsets[v]! + 1;
      for (let e = offsets[v]!; e < end; e++) {
        const w = targets[e]!;
        if (seen[w] === round || (labels[e]! & mask) === 0) continue;
        if (within !== undefined && within[w] !== home) continue;
        if (order !== undefined && order[w]! < lowest) continue;
        seen[w] = round;
        cameFrom[w] = e;
        queue[tail++] = w;
        if (w !== to) continue;
        found = true;
        break;
      }
    }
    budget.stepsLeft = stepsLeft;
    return found ? this.#trace(from, to) : undefined;
  }

  #trace(from: number, to: number): number[] {
    const edges: number[] = [];
    for (let v = to; v !== from; v = sourceOf(this.#graph, edges.at(-1)!)) edges.push(this.#cameFrom[v]!);
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
