import type { Graph } from '../graph/graph.ts';
import type { CycleCore } from './cycle-core.ts';
import { FAN, PROCESS, REALTIME, RW, WR, WW } from './dependencies.ts';

/** A cycle of transactions without helper nodes. `labels[i]` is why `transactions[i]` comes before the next one. */
export interface Cycle {
  readonly kind: CycleKind;
  readonly transactions: readonly number[];
  readonly labels: readonly number[];
}

export type BaseKind = 'G0' | 'G1c' | 'G-single' | 'G-nonadjacent' | 'G2-item';
export type CycleKind = BaseKind | `${BaseKind}-process` | `${BaseKind}-realtime`;

/** From the most telling to the least. */
export const baseKinds: readonly BaseKind[] = ['G0', 'G1c', 'G-single', 'G-nonadjacent', 'G2-item'];

/** Puts edges of the core's graph that close a cycle into the form above. Each helper continues the edge that led to it. */
export function cycleOf({ graph, nodeOf }: CycleCore, edges: readonly number[], transactionCount: number): Cycle {
  const walk: Step[] = [];
  // Each edge leaves the node that the one before enters.
  let source = graph.targets[edges.at(-1)!]!;
  for (const edge of edges) {
    const node = nodeOf[source]!;
    if (node < transactionCount) walk.push({ node, label: firstLabel(graph, edge) });
    source = graph.targets[edge]!;
  }
  return withoutRepeats(walk);
}

interface Step {
  readonly node: number;
  readonly label: number;
}

/**
 * A walk in a graph with twins can pass a transaction twice. Each half is a cycle of its own, and at least one of them as telling as the
 * whole: where the walk enters the twin by a dependency and leaves the other by one.
 */
function withoutRepeats(walk: readonly Step[]): Cycle {
  const firstPlace = new Map<number, number>();
  for (let i = 0; i < walk.length; i++) {
    const first = firstPlace.get(walk[i]!.node);
    if (first !== undefined) {
      const halves = [walk.slice(first, i), [...walk.slice(0, first), ...walk.slice(i)]].map(withoutRepeats);
      return halves.reduce((best, half) => (telling(half) < telling(best) ? half : best));
    }
    firstPlace.set(walk[i]!.node, i);
  }
  const labels = walk.map(({ label }) => label);
  return { kind: kindOf(labels), transactions: walk.map(({ node }) => node), labels };
}

function telling({ labels }: Cycle): number {
  return baseKinds.indexOf(baseKindOf(labels));
}

function firstLabel({ labels }: Graph, edge: number): number {
  const label = labels[edge]!;
  return label === FAN ? RW : label;
}

/** Adya's class of a cycle, by its anti-dependencies (rw) and by whether it needs an order beyond the data. */
export function kindOf(labels: readonly number[]): CycleKind {
  const base = baseKindOf(labels);
  if (labels.includes(REALTIME)) return `${base}-realtime`;
  if (labels.includes(PROCESS)) return `${base}-process`;
  return base;
}

function baseKindOf(labels: readonly number[]): BaseKind {
  const antiDependencies = labels.filter((label) => label === RW).length;
  if (antiDependencies === 1) return 'G-single';
  if (antiDependencies > 1) {
    const adjacent = labels.some((label, i) => label === RW && labels[(i + 1) % labels.length] === RW);
    return adjacent ? 'G2-item' : 'G-nonadjacent';
  }
  return labels.includes(WR) || !labels.includes(WW) ? 'G1c' : 'G0';
}
