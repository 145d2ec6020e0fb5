import { findComponents, type Components } from '../graph/components.ts';
import { EdgeList } from '../graph/edge-list.ts';
import { buildGraph, type Graph } from '../graph/graph.ts';
import { FAN, RW } from './dependencies.ts';

/** A graph in which every node v has a twin v + n that only a dependency enters and only an anti-dependency leaves. */
export interface StarGraph {
  readonly graph: Graph;
  readonly components: Components;
  /** For each edge the edge of the core that it stands for. */
  readonly original: Int32Array;
}

/**
 * Makes plain cycles out of cycles in which anti-dependencies are never adjacent: such a history is a snapshot-isolation one exactly
 * when (D ; rw?) is acyclic, where D are the other dependencies (Cerone and Gotsman, Analysing Snapshot Isolation, PODC 2016).
 *
 * @param dependencies labels that count as D
 * @param visible labels of D after which an anti-dependency may follow: all of them for snapshot isolation, all but ww for prefix
 */
export function buildStarGraph(core: Graph, dependencies: number, visible: number): StarGraph {
  const { nodeCount, offsets, targets, labels } = core;
  const edges = new EdgeList(targets.length * 2);
  const originals: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    for (let e = offsets[v]!; e < offsets[v + 1]!; e++) {
      const label = labels[e]!;
      const w = targets[e]!;
      if (label === RW) {
        edges.add(v + nodeCount, w, label);
        originals.push(e);
      } else if (label === FAN || (label & dependencies) !== 0) {
        edges.add(v, w, label);
        originals.push(e);
        if ((label & visible) === 0) continue;
        edges.add(v, w + nodeCount, label);
        originals.push(e);
      }
    }
  }
  const graph = buildGraph(2 * nodeCount, edges);
  return { graph, components: findComponents(graph), original: sortLike(graph, edges, originals) };
}

/** The originals in the order in which `buildGraph` sorts the edges: stable, by source. */
function sortLike({ offsets, targets }: Graph, { from }: EdgeList, originals: readonly number[]): Int32Array {
  const next = offsets.slice();
  const sorted = new Int32Array(targets.length);
  originals.forEach((original, e) => (sorted[next[from[e]!]!++] = original));
  return sorted;
}
