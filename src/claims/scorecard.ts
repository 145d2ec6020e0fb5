import type { Anomaly, Exercised, VerdictKind } from '../checkers/verdict.ts';
import type { Judgement, Price, TradeoffMeasure } from './judgement.ts';
import { ScoreTally } from './score-tally.ts';
import type { GuaranteeName } from './vocabulary.ts';

/** A run that was judged. */
export interface ScoredRun {
  readonly seed: number;
  readonly judgement: Judgement;
}

/** What many runs together say of one guarantee. */
export interface GuaranteeScore {
  readonly name: GuaranteeName;
  /** Violated if it is in any run, else unknown if it is in any, else holds if any run exercised it, else vacuous. */
  readonly verdict: VerdictKind;
  readonly runs: Readonly<Record<VerdictKind, number>>;
  /** Sums over all runs. */
  readonly exercised: Exercised;
  readonly firstFailingSeed: number | undefined;
  /** What was wrong in the first run that failed. */
  readonly anomalies: readonly Anomaly[];
  /** Why it is unknown or vacuous, in the first run that is. */
  readonly reason: string | undefined;
}

/** What many runs of the same system say together. */
export interface Score {
  readonly verdict: VerdictKind;
  readonly runs: number;
  readonly guarantees: readonly GuaranteeScore[];
  readonly tradeoffs: readonly TradeoffMeasure[];
  /** Sums over all runs, but for the time to serve again, of which it is the longest. */
  readonly price: Price;
}

/** Adds up the judgements of many runs of one system, in the order of its claim. */
export function scoreRuns(runs: readonly ScoredRun[]): Score {
  const tally = new ScoreTally();
  for (const run of runs) tally.add(run);
  return tally.score();
}
