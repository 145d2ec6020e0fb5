import type { Analysis, Effort, LevelDecision } from './analysis.ts';
import { forbids } from './forbidden.ts';
import { impliedLevels, isolationLevels, type IsolationLevel } from './level.ts';

/** Places a history in the lattice of levels, deciding no more levels than it must. */
export class LevelPlacement {
  readonly #analysis: Analysis;
  readonly #decisions = new Map<IsolationLevel, LevelDecision['verdict']>();
  readonly #asked = new Map<IsolationLevel, LevelDecision>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Uses what is known: a stronger level that holds, a weaker one that is refuted, an anomaly that is forbidden. */
  decide(level: IsolationLevel, effort: Effort = 'other'): LevelDecision['verdict'] {
    const known = this.#known(level) ?? this.#ask(level, effort);
    this.#decisions.set(level, known);
    return known;
  }

  /** Decides all levels that nothing known settles; without it `strongest` and `refuted` tell only what is known. */
  decideAll(): void {
    for (const level of isolationLevels) this.decide(level);
  }

  strongest(): readonly IsolationLevel[] {
    const holding = isolationLevels.filter((level) => this.#known(level) === 'holds');
    return holding.filter((level) => !holding.some((other) => other !== level && impliedLevels(other).has(level)));
  }

  refuted(): readonly IsolationLevel[] {
    const refuted = isolationLevels.filter((level) => this.#known(level) === 'violated');
    return refuted.filter((level) => !refuted.some((other) => other !== level && impliedLevels(level).has(other)));
  }

  /** Levels that nothing known settles: a budget left them open, or nobody decided them. */
  undecided(): readonly IsolationLevel[] {
    return isolationLevels.filter((level) => !['holds', 'violated'].includes(this.#known(level) ?? 'unknown'));
  }

  /** Why a level is unknown, where it was not the steps that ran out. */
  whyUnknown(level: IsolationLevel): string | undefined {
    const decision = this.#asked.get(level);
    return decision?.verdict === 'unknown' ? decision.reason : undefined;
  }

  #known(level: IsolationLevel): LevelDecision['verdict'] | undefined {
    return this.#decisions.get(level) ?? this.#inherit(level);
  }

  /** What the analysis itself said of a level, or of a weaker one that refutes it. */
  decisionAgainst(level: IsolationLevel): Extract<LevelDecision, { verdict: 'violated' }> | undefined {
    for (const weaker of [level, ...impliedLevels(level)]) {
      const decision = this.#asked.get(weaker);
      if (decision?.verdict === 'violated') return decision;
    }
    return undefined;
  }

  serialOrder(level: IsolationLevel): Int32Array | undefined {
    const decision = this.#asked.get(level);
    return decision?.verdict === 'holds' ? decision.serialOrder?.() : undefined;
  }

  #inherit(level: IsolationLevel): LevelDecision['verdict'] | undefined {
    for (const [other, verdict] of this.#decisions) {
      if (verdict === 'holds' && impliedLevels(other).has(level)) return 'holds';
      if (verdict === 'violated' && impliedLevels(level).has(other)) return 'violated';
    }
    return undefined;
  }

  #ask(level: IsolationLevel, effort: Effort): LevelDecision['verdict'] {
    const kinds = [...this.#analysis.findings.counts.keys(), ...this.#analysis.cycles.keys()];
    if (kinds.some((kind) => forbids(level, kind))) return 'violated';
    const decision = this.#analysis.decide(level, effort);
    this.#asked.set(level, decision);
    return decision.verdict;
  }
}
