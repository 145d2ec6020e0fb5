import type { StepBudget } from '../../graph/path.ts';
import type { Choices } from './choices.ts';
import type { ConstraintGraph, ReasonedEdge } from './constraint-graph.ts';
import { QuestionHeap } from './question-heap.ts';

const UNASSIGNED = -1;
const NO_REASON = -1;

type Mark = ConstraintGraph['mark'];

/**
 * Conflict-driven search (Marques-Silva and Sakallah 1999; Eén and Sörensson, SAT 2003) for answers to all questions under which the
 * graph has no cycle: every cycle that turns up is learnt as a clause. Questions are answered first as the current topological order has it, so that
 * a history without a violation rarely meets a conflict.
 */
export class Solver {
  readonly #choices: Choices;
  readonly #graph: ConstraintGraph;
  readonly #budget: StepBudget;
  /** By question the literal that answers it, or UNASSIGNED. */
  readonly #answer: Int32Array;
  readonly #level: Int32Array;
  readonly #reason: Int32Array;
  readonly #trail: number[] = [];
  readonly #marks: Mark[] = [];
  readonly #levelStarts: number[] = [];
  readonly #clauses: number[][] = [];
  readonly #watchers: number[][];
  readonly #heap: QuestionHeap;
  #head = 0;

  constructor(choices: Choices, graph: ConstraintGraph, budget: StepBudget) {
    this.#choices = choices;
    this.#graph = graph;
    this.#budget = budget;
    this.#answer = new Int32Array(choices.count).fill(UNASSIGNED);
    this.#level = new Int32Array(choices.count);
    this.#reason = new Int32Array(choices.count).fill(NO_REASON);
    this.#watchers = Array.from({ length: 2 * choices.count }, () => []);
    this.#heap = new QuestionHeap(choices.count);
  }

  /** Makes a literal true for good; it must have been added to the graph already. */
  assume(literal: number): void {
    this.#answer[literal >> 1] = literal;
    this.#trail.push(literal);
    this.#marks.push(this.#graph.mark);
    this.#head = this.#trail.length;
  }

  /** Whether answers exist; undefined when the budget ran out. The graph then holds the answers. */
  solve(): boolean | undefined {
    for (;;) {
      if (this.#budget.stepsLeft <= 0) return undefined;
      const conflict = this.#propagate();
      if (conflict !== undefined) {
        if (!this.#resolve(conflict)) return false;
        continue;
      }
      const question = this.#nextQuestion();
      if (question !== undefined) {
        this.#levelStarts.push(this.#trail.length);
        this.#assign(this.#preferred(question), NO_REASON);
        continue;
      }
      const contradiction = this.#graph.contradiction();
      if (contradiction === undefined) return true;
      if (!this.#resolve(literalsOf(contradiction))) return false;
    }
  }

  #nextQuestion(): number | undefined {
    for (;;) {
      const question = this.#heap.pop();
      if (question === undefined || this.#answer[question] === UNASSIGNED) return question;
    }
  }

  #preferred(question: number): number {
    const { rank } = this.#graph.order;
    return rank[this.#choices.first[question]!]! < rank[this.#choices.second[question]!]!
      ? 2 * question
      : 2 * question + 1;
  }

  #assign(literal: number, reason: number): void {
    const question = literal >> 1;
    this.#answer[question] = literal;
    this.#level[question] = this.#levelStarts.length;
    this.#reason[question] = reason;
    this.#trail.push(literal);
  }

  /** @returns true literals that can't be true together */
  #propagate(): number[] | undefined {
    while (this.#head < this.#trail.length) {
      const literal = this.#trail[this.#head]!;
      this.#marks[this.#head] = this.#graph.mark;
      this.#head++;
      this.#budget.stepsLeft--;
      const contradiction = this.#graph.answer(literal);
      if (contradiction !== undefined) return literalsOf(contradiction);
      const conflict = this.#propagateClauses(literal ^ 1);
      if (conflict !== undefined) return conflict;
    }
    return undefined;
  }

  /** Two watched literals a clause, in its first two places. */
  #propagateClauses(falsified: number): number[] | undefined {
    const watchers = this.#watchers[falsified]!;
    let kept = 0;
    for (let i = 0; i < watchers.length; i++) {
      const number = watchers[i]!;
      const clause = this.#clauses[number]!;
      this.#budget.stepsLeft--;
      if (clause[0] === falsified) [clause[0], clause[1]] = [clause[1]!, falsified];
      const other = clause[0]!;
      if (this.#answer[other >> 1] !== other && this.#moveWatch(clause, number)) continue;
      watchers[kept++] = number;
      if (this.#answer[other >> 1] === other) continue;
      if (this.#answer[other >> 1] === UNASSIGNED) {
        this.#assign(other, number);
        continue;
      }
      for (i++; i < watchers.length; i++) watchers[kept++] = watchers[i]!;
      watchers.length = kept;
      return clause.map((literal) => literal ^ 1);
    }
    watchers.length = kept;
    return undefined;
  }

  #moveWatch(clause: number[], number: number): boolean {
    for (let k = 2; k < clause.length; k++) {
      const literal = clause[k]!;
      if (this.#answer[literal >> 1] === (literal ^ 1)) continue;
      [clause[1], clause[k]] = [literal, clause[1]!];
      this.#watchers[literal]!.push(number);
      return true;
    }
    return false;
  }

  /** Learns from a conflict (first unique implication point) and goes back; false when nothing is left to go back to. */
  #resolve(conflict: readonly number[]): boolean {
    const deepest = conflict.reduce((level, literal) => Math.max(level, this.#level[literal >> 1]!), 0);
    if (deepest === 0) return false;
    this.#backTo(deepest);
    const seen = new Set<number>();
    const learnt: number[] = [];
    let open = 0;
    const take = (literals: readonly number[]): void => {
      for (const literal of literals) {
        const question = literal >> 1;
        if (seen.has(question) || this.#level[question] === 0) continue;
        seen.add(question);
        this.#heap.bump(question);
        if (this.#level[question] === deepest) open++;
        else learnt.push(literal ^ 1);
      }
    };
    take(conflict);
    let at = this.#trail.length - 1;
    for (;;) {
      while (!seen.has(this.#trail[at]! >> 1)) at--;
      const literal = this.#trail[at--]!;
      if (--open === 0) {
        learnt.unshift(literal ^ 1);
        break;
      }
      const clause = this.#clauses[this.#reason[literal >> 1]!]!;
      take(clause.filter((other) => other !== literal).map((other) => other ^ 1));
    }
    this.#heap.decay();
    this.#learn(learnt);
    return true;
  }

  #learn(clause: number[]): void {
    const levels = clause.slice(1).map((literal) => this.#level[literal >> 1]!);
    const target = Math.max(0, ...levels);
    const second = levels.indexOf(target) + 1;
    this.#backTo(target);
    if (clause.length === 1) return this.#assign(clause[0]!, NO_REASON);
    [clause[1], clause[second]] = [clause[second]!, clause[1]!];
    const number = this.#clauses.push(clause) - 1;
    this.#watchers[clause[0]!]!.push(number);
    this.#watchers[clause[1]]!.push(number);
    this.#assign(clause[0]!, number);
  }

  #backTo(level: number): void {
    if (this.#levelStarts.length <= level) return;
    const start = this.#levelStarts[level]!;
    if (this.#head > start) this.#graph.backTo(this.#marks[start]!);
    for (let i = this.#trail.length - 1; i >= start; i--) {
      const question = this.#trail[i]! >> 1;
      this.#answer[question] = UNASSIGNED;
      this.#heap.push(question);
    }
    this.#trail.length = start;
    this.#levelStarts.length = level;
    this.#head = Math.min(this.#head, start);
  }
}

function literalsOf(contradiction: readonly ReasonedEdge[]): number[] {
  return [...new Set(contradiction.map(({ literal }) => literal).filter((literal) => literal !== -1))];
}
