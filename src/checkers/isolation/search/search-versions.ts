import { findComponents } from '../../graph/components.ts';
import { buildGraph } from '../../graph/graph.ts';
import type { StepBudget } from '../../graph/path.ts';
import { orderMasks } from '../cycle-search.ts';
import { FAN, RW, WR, WW, type Dependencies } from '../dependencies.ts';
import type { RespectedOrder } from '../level.ts';
import { addRealtimeEdges, addSessionEdges } from '../order-edges.ts';
import type { WriterGroup } from '../writer-groups.ts';
import { Choices } from './choices.ts';
import { ConstraintGraph, type SearchedBase } from './constraint-graph.ts';
import { proveByProbing, type Proof } from './probe.ts';
import { Solver } from './solver.ts';

export interface VersionSearch {
  readonly dependencies: Dependencies;
  readonly groups: readonly WriterGroup[];
  readonly base: SearchedBase;
  readonly order: RespectedOrder;
  readonly budget: StepBudget;
  /** Not even begun with more pairs of writers than this. */
  readonly pairLimit: number;
}

export type SearchResult =
  /** `serialOrder` are transactions in an order that respects all dependencies: for serializable levels one that explains every read. */
  | { readonly verdict: 'holds'; readonly serialOrder: Int32Array }
  /** Without a proof the contradiction takes case distinctions inside each other. */
  | { readonly verdict: 'violated'; readonly choices: Choices; readonly proof: Proof | undefined }
  /** `reason` where it was not the steps that ran out. */
  | { readonly verdict: 'unknown'; readonly reason?: string };

const UNKNOWN: SearchResult = { verdict: 'unknown' };

/**
 * Decides whether the writers of each key can be ordered so that the level's condition holds: complete, but for the budget. Certain
 * orders (a transaction that read what it overwrites, real time) are answered first; the rest is searched.
 */
export function searchVersions(search: VersionSearch): SearchResult {
  const { dependencies, groups, base, order, budget } = search;
  const pairs = groups.reduce((sum, { writers }) => sum + (writers.length * (writers.length - 1)) / 2, 0);
  if (pairs > search.pairLimit) return { verdict: 'unknown', reason: tooManyPairs(pairs, search.pairLimit) };
  const choices = new Choices(groups);
  budget.stepsLeft -= choices.count;
  if (budget.stepsLeft <= 0) return UNKNOWN;
  const { edges } = dependencies;
  const dataEdges = edges.size;
  addSessionEdges(dependencies, edges);
  const nodeCount = addRealtimeEdges(dependencies, edges, dependencies.nodeCount);
  const rank = timelyRank(nodeCount, dependencies);
  const mask = WW | WR | RW | FAN | orderMasks[order];
  const certain = new ConstraintGraph(base, nodeCount, rank.slice(), choices, budget);
  const contradiction = certain.addCertain(edges, mask);
  try {
    if (contradiction !== undefined)
      return { verdict: 'violated', choices, proof: { forced: [], cycles: [contradiction] } };
    const solver = new Solver(choices, certain, budget);
    const known = answerCertain(search, choices);
    for (const literal of known) {
      const clash = certain.answer(literal);
      if (clash !== undefined) return { verdict: 'violated', choices, proof: prove() };
      solver.assume(literal);
    }
    const solved = solver.solve();
    if (solved === undefined) return UNKNOWN;
    if (!solved) return { verdict: 'violated', choices, proof: prove() };
    return { verdict: 'holds', serialOrder: transactionsByRank(certain.order.rank, dependencies) };
  } finally {
    edges.size = dataEdges;
  }

  function prove(): Proof | undefined {
    const graph = new ConstraintGraph(base, nodeCount, rank.slice(), choices, budget);
    graph.addCertain(edges, mask);
    return proveByProbing(choices, graph, budget);
  }
}

function tooManyPairs(pairs: number, limit: number): string {
  return `the order of ${pairs} pairs of writes is not certain, and the budget allows a search over ${limit}`;
}

/** Literals that need no search: the later of two read what the earlier wrote, or real time (or the session) orders them. */
function answerCertain({ dependencies, order }: VersionSearch, choices: Choices): number[] {
  const { transactions } = dependencies;
  const { invokedAt, completedAt, outcome, process } = transactions;
  const precedes = (a: number, b: number): boolean => {
    if (order === 'none' || outcome[a] !== 'ok' || completedAt[a]! > invokedAt[b]!) return false;
    return order === 'realtime' || process[a] === process[b];
  };
  const literals: number[] = [];
  for (let literal = 0; literal < 2 * choices.count; literal++) {
    if (precedes(choices.before(literal), choices.after(literal))) literals.push(literal);
  }
  return literals;
}

/** A first order for the search: real time as far as the certain edges allow. */
function timelyRank(nodeCount: number, { edges }: Dependencies): Int32Array {
  const { of, count } = findComponents(buildGraph(nodeCount, edges));
  const sizes = new Int32Array(count + 1);
  for (let v = 0; v < nodeCount; v++) sizes[count - of[v]!]!++;
  for (let c = 1; c <= count; c++) sizes[c]! += sizes[c - 1]!;
  const rank = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) rank[v] = sizes[count - 1 - of[v]!]!++;
  return rank;
}

function transactionsByRank(rank: Int32Array, { transactions, present }: Dependencies): Int32Array {
  const order = Int32Array.from({ length: transactions.count }, (_, t) => t).filter((t) => present[t] === 1);
  return order.sort((a, b) => rank[a]! - rank[b]!);
}
