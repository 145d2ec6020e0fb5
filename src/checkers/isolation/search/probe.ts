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

/** Forced answers, each resting on certain edges and on those before it, and cycles that rest on them: at least one. */
export interface Proof {
  readonly forced: readonly ForcedAnswer[];
  readonly cycles: readonly (readonly ReasonedEdge[])[];
}

/**
 * Looks for proofs in which no case distinction is inside another: the fix-point between version order and transaction order. Each
 * open question is tried both ways; an answer that closes a cycle forces the other. A question with no answer left is a contradiction: the order
 * with the simpler refutation counts as refuted, the other one as a cycle.
 */
export function proveByProbing(choices: Choices, graph: ConstraintGraph, budget: StepBudget): Proof | undefined {
  const forced = new Map<number, ForcedAnswer>();
  const cycles: (readonly ReasonedEdge[])[] = [];
  const atMost = budget.stepsLeft / 2;
  for (let progress = true; progress && budget.stepsLeft > atMost;) {
    progress = false;
    for (let question = 0; question < choices.count && budget.stepsLeft > atMost; question++) {
      if (forced.has(question)) continue;
      budget.stepsLeft--;
      const [yes, no] = [probe(graph, 2 * question), probe(graph, 2 * question + 1)];
      if (yes === undefined && no === undefined) continue;
      progress = true;
      if (yes !== undefined && no !== undefined) {
        const [otherwise, cycle] = simplicity(yes) <= simplicity(no) ? [yes, no] : [no, yes];
        forced.set(question, { literal: otherwise === yes ? 2 * question + 1 : 2 * question, otherwise });
        cycles.push(cycle);
        continue;
      }
      const literal = yes === undefined ? 2 * question : 2 * question + 1;
      forced.set(question, { literal, otherwise: (yes ?? no)! });
      graph.answer(literal);
    }
  }
  return cycles.length === 0 ? undefined : { forced: [...forced.values()], cycles };
}

/** The forced answers that some literals rest on, in the order in which each rests on earlier ones. */
export function restingOn(forced: readonly ForcedAnswer[], literals: readonly number[]): readonly ForcedAnswer[] {
  const byLiteral = new Map(forced.map((answer) => [answer.literal, answer]));
  const needed = new Set<number>();
  const open = [...literals];
  for (let literal = open.pop(); literal !== undefined; literal = open.pop()) {
    const answer = byLiteral.get(literal);
    if (answer === undefined || needed.has(literal)) continue;
    needed.add(literal);
    for (const edge of answer.otherwise) open.push(edge.literal);
  }
  return forced.filter(({ literal }) => needed.has(literal));
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
