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
export function cycleOf(core: CycleCore, edges: readonly number[], transactionCount: number): Cycle {
  return cycleAlong(walkAlong(core, edges, transactionCount));
}

/**
 * The same for a walk in a graph with twins, which can pass a transaction twice. Each half is then a cycle of its own, and at least one of them as
 * telling as the whole: where the walk enters the twin by a dependency and leaves the other by one.
 */
export function cycleOfTwins(core: CycleCore, edges: readonly number[], transactionCount: number): Cycle {
  return mostTelling(walkAlong(core, edges, transactionCount));
}

/** Transactions in the order in which they are passed, and by which label each is left. */
interface Walk {
  readonly transactions: number[];
  readonly labels: number[];
}

function walkAlong({ graph, nodeOf }: CycleCore, edges: readonly number[], transactionCount: number): Walk {
  const walk: Walk = { transactions: [], labels: [] };
  // Each edge leaves the node that the one before enters.
  let source = graph.targets[edges.at(-1)!]!;
  for (const edge of edges) {
    const node = nodeOf[source]!;
    if (node < transactionCount) {
      walk.transactions.push(node);
      walk.labels.push(firstLabel(graph, edge));
    }
    source = graph.targets[edge]!;
  }
  return walk;
}

function cycleAlong({ transactions, labels }: Walk): Cycle {
  return { kind: kindOf(labels), transactions, labels };
}

function mostTelling(walk: Walk): Cycle {
  const { transactions } = walk;
  const firstPlace = new Map<number, number>();
  for (let i = 0; i < transactions.length; i++) {
    const first = firstPlace.get(transactions[i]!);
    if (first !== undefined) {
      const halves = [part(walk, first, i), without(walk, first, i)].map(mostTelling);
      return halves.reduce((best, half) => (telling(half) < telling(best) ? half : best));
    }
    firstPlace.set(transactions[i]!, i);
  }
  return cycleAlong(walk);
}

function part({ transactions, labels }: Walk, from: number, to: number): Walk {
  return { transactions: transactions.slice(from, to), labels: labels.slice(from, to) };
}

function without({ transactions, labels }: Walk, from: number, to: number): Walk {
  const rest = (all: readonly number[]): number[] => [...all.slice(0, from), ...all.slice(to)];
  return { transactions: rest(transactions), labels: rest(labels) };
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
