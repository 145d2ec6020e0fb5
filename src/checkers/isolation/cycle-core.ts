import { findComponents } from '../graph/components.ts';
import { EdgeList } from '../graph/edge-list.ts';
import { buildGraph, type Graph } from '../graph/graph.ts';
import { compact } from './compact.ts';
import type { Dependencies } from './dependencies.ts';
import { addRealtimeEdges, addSessionEdges } from './order-edges.ts';
import { orderInTime } from './order-in-time.ts';

/** The part of a dependency graph in which all of its cycles are, the process and realtime ones included. */
export interface CycleCore {
  readonly graph: Graph;
  /** For each node of the core its node in the dependency graph; helpers are at or above the number of transactions. */
  readonly nodeOf: Int32Array;
}

/** Either an order of all that took effect that respects every dependency and real time, or the core that has the cycles. */
export type CycleCoreOrOrder =
  { readonly order: Int32Array; readonly core: undefined } | { readonly order: undefined; readonly core: CycleCore };

/**
 * Where there is no order: since a session is a part of real time, one search for components of the graph with realtime edges finds every node that any cycle
 * can use. O(nodes + edges).
 */
export function findCycleCore(dependencies: Dependencies): CycleCoreOrOrder {
  const order = orderInTime(dependencies);
  if (order !== undefined) return { order, core: undefined };
  const { edges } = dependencies;
  const dataEdges = edges.size;
  const nodeCount = addRealtimeEdges(dependencies, edges, dependencies.nodeCount);
  const { of, count } = findComponents(buildGraph(nodeCount, edges));
  addSessionEdges(dependencies, edges);
  const core = cutCore(nodeCount, edges, of, count);
  edges.size = dataEdges;
  return { order: undefined, core };
}

/** Transactions in an order that respects the data, and sessions when asked; there must be one. */
export function orderTransactions(dependencies: Dependencies, sessions: boolean): Int32Array {
  const { edges, nodeCount, transactions } = dependencies;
  const dataEdges = edges.size;
  if (sessions) addSessionEdges(dependencies, edges);
  const { of } = findComponents(buildGraph(nodeCount, edges));
  edges.size = dataEdges;
  return invert(of, transactions.count);
}

/** Transactions from first to last: components are numbered against the edges. */
function invert(component: Int32Array, transactionCount: number): Int32Array {
  const at = new Int32Array(component.length).fill(-1);
  for (let t = 0; t < transactionCount; t++) at[component.length - 1 - component[t]!] = t;
  return compact(at, transactionCount);
}

function cutCore(nodeCount: number, edges: EdgeList, component: Int32Array, componentCount: number): CycleCore {
  const size = new Int32Array(componentCount);
  for (let v = 0; v < nodeCount; v++) size[component[v]!]!++;
  const coreOf = new Int32Array(nodeCount).fill(-1);
  const nodeOf: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    const members = size[component[v]!]!;
    if (members === 1) continue;
    coreOf[v] = nodeOf.length;
    nodeOf.push(v);
  }
  const kept = new EdgeList(edges.size >> 2);
  for (let e = 0; e < edges.size; e++) {
    const from = edges.from[e]!;
    const to = edges.to[e]!;
    if (component[from] === component[to] && coreOf[from] !== -1) kept.add(coreOf[from]!, coreOf[to]!, edges.label[e]!);
  }
  return { graph: buildGraph(nodeOf.length, kept), nodeOf: Int32Array.from(nodeOf) };
}
