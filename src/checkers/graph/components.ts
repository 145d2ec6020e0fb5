import type { Graph } from './graph.ts';

export interface Components {
  /** Component of each node. Numbers run against the edges: an edge never leads to a higher number. */
  readonly of: Int32Array;
  readonly count: number;
  /** How many components have more than one node: each of them holds a cycle. */
  readonly cyclicCount: number;
}

/**
 * Strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1972) on an explicit stack. Only edges whose label shares a bit
 * with the mask count. O(nodes + edges).
 */
export function findComponents({ nodeCount, offsets, targets, labels }: Graph, mask = 0xff): Components {
  const of = new Int32Array(nodeCount).fill(-1);
  const entered = new Int32Array(nodeCount);
  const low = new Int32Array(nodeCount);
  const nextEdge = offsets.slice(0, nodeCount);
  const open = new Int32Array(nodeCount);
  const path = new Int32Array(nodeCount);
  let openSize = 0;
  let visited = 0;
  let count = 0;
  let cyclicCount = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (entered[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    open[openSize++] = root;
    entered[root] = low[root] = ++visited;
    while (depth >= 0) {
      const v = path[depth]!;
      const end = offsets[v + 1]!;
      let child = -1;
      let lowest = low[v]!;
      let e = nextEdge[v]!;
      while (e < end && child === -1) {
        const w = targets[e]!;
        if ((labels[e++]! & mask) === 0 || of[w] !== -1) continue;
        if (entered[w] === 0) child = w;
        else if (low[w]! < lowest) lowest = low[w]!;
      }
      nextEdge[v] = e;
      low[v] = lowest;
      if (child !== -1) {
        path[++depth] = child;
        open[openSize++] = child;
        entered[child] = low[child] = ++visited;
        continue;
      }
      depth--;
      if (depth >= 0 && lowest < low[path[depth]!]!) low[path[depth]!] = lowest;
      if (lowest !== entered[v]) continue;
      const top = openSize;
      do of[open[--openSize]!] = count;
      while (open[openSize] !== v);
      if (top - openSize > 1) cyclicCount++;
      count++;
    }
  }
  return { of, count, cyclicCount };
}
