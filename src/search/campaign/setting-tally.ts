import { ScoreTally } from '../../claims/score-tally.ts';
import type { Score } from '../../claims/scorecard.ts';
import { type MarkCount, MarkTally } from '../mark-counts.ts';
import type { RunResult } from '../run-result.ts';
import type { SeedRange } from '../setting.ts';
import { breachesOf } from './signature.ts';

/** A run that broke something. */
export interface FailedSeed {
  readonly seed: number;
  readonly guarantees: readonly string[];
}

/** Adds up runs that are counted together, and notes which seeds failed. */
export class SettingTally {
  readonly failures: FailedSeed[] = [];
  readonly #score = new ScoreTally();
  readonly #marks = new MarkTally();
  #runs = 0;
  #first = Infinity;
  #last = -Infinity;

  add(result: RunResult): void {
    this.#runs++;
    this.#score.add(result);
    this.#marks.add(result);
    this.#first = Math.min(this.#first, result.seed);
    this.#last = Math.max(this.#last, result.seed);
    const guarantees = breachesOf(result).map(({ guarantee }) => guarantee);
    if (guarantees.length > 0) this.failures.push({ seed: result.seed, guarantees });
  }

  get runs(): number {
    return this.#runs;
  }

  get seeds(): SeedRange {
    return { first: this.#first, last: this.#last };
  }

  /** What was exercised: situations that models and the nemesis name. */
  marks(): readonly MarkCount[] {
    return this.#marks.counts();
  }

  score(): Score {
    return this.#score.score();
  }
}
