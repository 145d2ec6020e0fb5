import { findComponents } from '../../graph/components.ts';
import { EdgeList } from '../../graph/edge-list.ts';
import { buildGraph } from '../../graph/graph.ts';
import { PathFinder, sourceOf, type StepBudget } from '../../graph/path.ts';
import { INITIAL, PROCESS, WR, type Dependencies } from '../dependencies.ts';
import { addSessionEdges } from '../order-edges.ts';
import { emitCausalOrders, emitCausalOrdersWithoutSessions } from './causal-orders.ts';
import { baseLabels, observe, type EmitOrder, type ForcedOrder, type Observations } from './observations.ts';
import { emitMonotonicViewOrders, emitReadAtomicOrders } from './view-orders.ts';

/** An order that the level forces, beside those of the data. */
export const FORCED = 64;

export type WeakLevel = 'monotonic-atomic-view' | 'read-atomic' | 'causal';

/** A step of a contradiction: an edge of the data, or a forced order with its reader. */
export interface WeakStep {
  readonly from: number;
  readonly to: number;
  readonly label: number;
  readonly forced?: ForcedOrder;
  /** Of a forced order: how its reader sees the first one, by what was read and by sessions. */
  readonly sight?: readonly WeakStep[];
}

export type WeakDecision =
  | { readonly verdict: 'holds' | 'unknown' }
  /** Steps that form a cycle; with `initial` instead: the reader of an initial value, and a path to it from what it should have seen. */
  | { readonly verdict: 'violated'; readonly steps: readonly WeakStep[]; readonly initial?: ForcedOrder };

/**
 * Decides levels under which a transaction's reads are judged by what it sees (Biswas and Enea, OOPSLA 2019): some total order of
 * transactions must respect reads (and sessions) and every order that a level forces. Complete for unique values.
 */
export function decideWeak(
  dependencies: Dependencies,
  level: WeakLevel,
  sessions: boolean,
  budget: StepBudget,
): WeakDecision {
  const observations = observe(dependencies);
  const edges = new EdgeList(dependencies.edges.size * 2);
  const data = dependencies.edges;
  const keep = baseLabels(false);
  for (let e = 0; e < data.size; e++)
    if ((data.label[e]! & keep) !== 0) edges.add(data.from[e]!, data.to[e]!, data.label[e]!);
  if (sessions) addSessionEdges(dependencies, edges);
  const firstForced = edges.size;
  const causes: number[] = [];
  let initial: ForcedOrder | undefined;
  const emit: EmitOrder = (seen, before, reader, key) => {
    if (before === INITIAL) initial = { seen, before, reader, key };
    else {
      edges.add(seen, before, FORCED);
      causes.push(reader, key);
    }
    return before !== INITIAL;
  };
  emitOrders(observations, level, sessions, budget, emit);
  const graph = buildGraph(dependencies.nodeCount, edges);
  const finder = new PathFinder(graph);
  const unlimited = { stepsLeft: Infinity };
  if (initial !== undefined) {
    const path = finder.find(initial.seen, initial.reader, WR | PROCESS, unlimited) ?? [];
    return { verdict: 'violated', steps: path.map(stepOf), initial };
  }
  const { of, cyclicCount } = findComponents(graph);
  if (cyclicCount === 0) return { verdict: budget.stepsLeft <= 0 ? 'unknown' : 'holds' };
  for (let edge = 0; edge < graph.targets.length; edge++) {
    const from = sourceOf(graph, edge);
    const to = graph.targets[edge]!;
    if (of[from] !== of[to]) continue;
    const path = finder.find(to, from, 0xff, unlimited, { within: of });
    if (path !== undefined) return { verdict: 'violated', steps: [edge, ...path].map(stepOf) };
  }
  throw new Error('a component of several nodes has no cycle');

  function stepOf(edge: number): WeakStep {
    const from = sourceOf(graph, edge);
    const to = graph.targets[edge]!;
    const label = graph.labels[edge]!;
    if (label !== FORCED) return { from, to, label };
    let at = firstForced;
    while (edges.from[at] !== from || edges.to[at] !== to) at++;
    const cause = 2 * (at - firstForced);
    const forced = { seen: from, before: to, reader: causes[cause]!, key: causes[cause + 1]! };
    const sight = finder.find(from, forced.reader, WR | PROCESS, unlimited) ?? [];
    return { from, to, label, forced, sight: sight.map(stepOf) };
  }
}

function emitOrders(
  observations: Observations,
  level: WeakLevel,
  sessions: boolean,
  budget: StepBudget,
  emit: EmitOrder,
): void {
  const keyCount = observations.dependencies.transactions.keys.length;
  if (level === 'monotonic-atomic-view') emitMonotonicViewOrders(observations, keyCount, emit);
  else if (level === 'read-atomic') emitReadAtomicOrders(observations, keyCount, sessions, emit);
  else if (sessions) emitCausalOrders(observations, keyCount, emit);
  else emitCausalOrdersWithoutSessions(observations, budget, emit);
}
