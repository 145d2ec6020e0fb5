import type { Anomaly, Exercised, VerdictKind } from '../checkers/verdict.ts';
import { overallVerdict } from './judge.ts';
import type { Judgement, Price, TradeoffMeasure } from './judgement.ts';
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
  const names = [...new Set(runs.flatMap(({ judgement }) => judgement.guarantees.map(({ name }) => name)))];
  const guarantees = names.map((name) => scoreGuarantee(name, runs));
  return {
    verdict: overallVerdict(guarantees.map(({ verdict }) => verdict)),
    runs: runs.length,
    guarantees,
    tradeoffs: sumTradeoffs(runs),
    price: sumPrices(runs),
  };
}

function scoreGuarantee(name: GuaranteeName, runs: readonly ScoredRun[]): GuaranteeScore {
  const judged = runs.flatMap(({ seed, judgement }) =>
    judgement.guarantees.filter((guarantee) => guarantee.name === name).map(({ verdict }) => ({ seed, verdict })),
  );
  const count = (kind: VerdictKind): number => judged.filter(({ verdict }) => verdict.verdict === kind).length;
  const verdict = overallVerdict(judged.map((run) => run.verdict.verdict));
  const first = judged.find((run) => run.verdict.verdict === verdict);
  const exercised: Record<string, number> = {};
  for (const run of judged)
    for (const [what, times] of Object.entries(run.verdict.exercised)) exercised[what] = (exercised[what] ?? 0) + times;
  return {
    name,
    verdict,
    runs: { holds: count('holds'), violated: count('violated'), unknown: count('unknown'), vacuous: count('vacuous') },
    exercised,
    firstFailingSeed: verdict === 'violated' ? first?.seed : undefined,
    anomalies: first?.verdict.verdict === 'violated' ? first.verdict.anomalies : [],
    reason: first !== undefined && 'reason' in first.verdict ? first.verdict.reason : undefined,
  };
}

function sumTradeoffs(runs: readonly ScoredRun[]): readonly TradeoffMeasure[] {
  const sums = new Map<string, TradeoffMeasure>();
  for (const { name, observed, of, example } of runs.flatMap(({ judgement }) => judgement.tradeoffs)) {
    const sum = sums.get(name) ?? { name, observed: 0, of: 0, example: undefined };
    sums.set(name, { name, observed: sum.observed + observed, of: sum.of + of, example: sum.example ?? example });
  }
  return [...sums.values()];
}

function sumPrices(runs: readonly ScoredRun[]): Price {
  const prices = runs.map(({ judgement }) => judgement.price);
  const sum = (field: Exclude<keyof Price, 'serveAgainMicros'>): number =>
    prices.reduce((total, price) => total + price[field], 0);
  const returns = prices.flatMap(({ serveAgainMicros }) => serveAgainMicros ?? []);
  return {
    operations: sum('operations'),
    ok: sum('ok'),
    refused: sum('refused'),
    unknown: sum('unknown'),
    minorityOperations: sum('minorityOperations'),
    minorityAnswered: sum('minorityAnswered'),
    serveAgainMicros: returns.length === 0 ? undefined : Math.max(...returns),
  };
}
