import type { StepBudget } from '../../graph/path.ts';
import { RW } from '../dependencies.ts';
import type { Choices } from './choices.ts';
import type { ConstraintGraph, ReasonedEdge } from './constraint-graph.ts';

/** An answer that is forced, because the opposite one would close a cycle. */
export interface ForcedAnswer {
  readonly literal: number;
  /** The cycle that the opposite literal would close. */
  readonly otherwise: readonly ReasonedEdge[];
}

/** Forced answers, each resting on certain edges and on those before it, and a cycle that rests on them. */
export interface Proof {
  readonly forced: readonly ForcedAnswer[];
  readonly cycle: readonly ReasonedEdge[];
}

/**
 * Looks for a proof in which no case distinction is inside another: the fix-point between version order and transaction order. Each
 * open question is tried both ways; an answer that closes a cycle forces the other, until one question has no answer left.
 */
export function proveByProbing(choices: Choices, graph: ConstraintGraph, budget: StepBudget): Proof | undefined {
  const forced = new Map<number, ForcedAnswer>();
  const atMost = budget.stepsLeft / 2;
  for (let progress = true; progress;) {
    progress = false;
    for (let question = 0; question < choices.count; question++) {
      if (budget.stepsLeft < atMost) return undefined;
      if (forced.has(question)) continue;
      const [yes, no] = [probe(graph, 2 * question), probe(graph, 2 * question + 1)];
      if (yes === undefined && no === undefined) continue;
      if (yes !== undefined && no !== undefined) {
        const [otherwise, cycle] = simplicity(yes) <= simplicity(no) ? [yes, no] : [no, yes];
        const literal = otherwise === yes ? 2 * question + 1 : 2 * question;
        return assemble(forced, { literal, otherwise }, cycle);
      }
      const literal = yes === undefined ? 2 * question : 2 * question + 1;
      forced.set(question, { literal, otherwise: (yes ?? no)! });
      graph.answer(literal);
      progress = true;
    }
  }
  return undefined;
}

/** The simpler of two cycles settles a question, so that the other one is left to tell: fewer anti-dependencies first, then fewer edges. */
function simplicity(cycle: readonly ReasonedEdge[]): number {
  return cycle.filter(({ label }) => label === RW).length * 1000 + cycle.length;
}

function probe(graph: ConstraintGraph, literal: number): ReasonedEdge[] | undefined {
  const mark = graph.mark;
  const contradiction = graph.answer(literal) ?? graph.contradiction();
  graph.backTo(mark);
  return contradiction;
}

/** Keeps the forced answers that the cycle rests on, in an order in which each rests on earlier ones. */
function assemble(
  forced: ReadonlyMap<number, ForcedAnswer>,
  last: ForcedAnswer,
  cycle: readonly ReasonedEdge[],
): Proof {
  const needed = new Set<number>();
  const open = [...cycle, ...last.otherwise];
  for (let edge = open.pop(); edge !== undefined; edge = open.pop()) {
    const question = edge.literal >> 1;
    const answer = edge.literal === -1 ? undefined : forced.get(question);
    if (answer === undefined || needed.has(question)) continue;
    needed.add(question);
    open.push(...answer.otherwise);
  }
  const kept = [...forced].filter(([question]) => needed.has(question)).map(([, answer]) => answer);
  return { forced: usesLiteral(cycle, last.literal) ? [...kept, last] : kept, cycle };
}

function usesLiteral(cycle: readonly ReasonedEdge[], literal: number): boolean {
  return cycle.some((edge) => edge.literal === literal);
}
