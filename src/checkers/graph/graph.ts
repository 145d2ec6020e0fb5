import type { EdgeList } from './edge-list.ts';

/** A directed graph with labelled edges in compressed sparse rows: the edges of node v are at `offsets[v] .. offsets[v + 1] - 1`. */
export interface Graph {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly labels: Uint8Array;
}

/** Sorts edges by source (counting sort, stable). Edges from a node to itself are left out. */
export function buildGraph(nodeCount: number, { from, to, label, size }: EdgeList): Graph {
  const offsets = new Int32Array(nodeCount + 1);
  for (let e = 0; e < size; e++) if (from[e] !== to[e]) offsets[from[e]! + 1]!++;
  for (let v = 0; v < nodeCount; v++) offsets[v + 1]! += offsets[v]!;
  const targets = new Int32Array(offsets[nodeCount]!);
  const labels = new Uint8Array(offsets[nodeCount]!);
  const next = offsets.slice();
  for (let e = 0; e < size; e++) {
    const source = from[e]!;
    if (source === to[e]) continue;
    const at = next[source]!++;
    targets[at] = to[e]!;
    labels[at] = label[e]!;
  }
  return { nodeCount, offsets, targets, labels };
}
