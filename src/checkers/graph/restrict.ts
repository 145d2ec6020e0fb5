import type { Graph } from './graph.ts';

/** Some edges of a graph, in the order that they have there. */
export interface PartialGraph {
  readonly graph: Graph;
  /** For each edge its place in the whole graph. */
  readonly original: Int32Array;
}

/** The edges whose label shares a bit with the mask and that stay in a component: many searches then look at nothing else. O(nodes + edges). */
export function restrictGraph(
  { nodeCount, offsets, targets, labels }: Graph,
  mask: number,
  component: Int32Array,
): PartialGraph {
  const rows = new Int32Array(nodeCount + 1);
  const original = new Int32Array(targets.length);
  const ends = new Int32Array(targets.length);
  const kinds = new Uint8Array(targets.length);
  let size = 0;
  for (let v = 0; v < nodeCount; v++) {
    const home = component[v]!;
    for (let e = offsets[v]!; e < offsets[v + 1]!; e++) {
      if ((labels[e]! & mask) === 0 || component[targets[e]!] !== home) continue;
      original[size] = e;
      ends[size] = targets[e]!;
      kinds[size++] = labels[e]!;
    }
    rows[v + 1] = size;
  }
  const graph = { nodeCount, offsets: rows, targets: ends.subarray(0, size), labels: kinds.subarray(0, size) };
  return { graph, original: original.subarray(0, size) };
}
