import type { Exercised, Verdict, VerdictKind } from '../checkers/verdict.ts';
import { overallVerdict } from './judge.ts';
import type { Judgement, Price, TradeoffMeasure } from './judgement.ts';
import type { GuaranteeScore, Score, ScoredRun } from './scorecard.ts';
import type { GuaranteeName } from './vocabulary.ts';

const KINDS: readonly VerdictKind[] = ['violated', 'unknown', 'holds', 'vacuous'];

/** A run as one guarantee sees it. */
interface JudgedSeed {
  readonly seed: number;
  readonly verdict: Verdict;
}

/** Adds up judgements one at a time, and keeps no more of them than the score needs: sums, and the first of each verdict. */
export class ScoreTally {
  readonly #guarantees = new Map<GuaranteeName, GuaranteeTally>();
  readonly #tradeoffs = new Map<string, TradeoffMeasure>();
  #runs = 0;
  #price: Price = NO_PRICE;

  add({ seed, judgement }: ScoredRun): void {
    this.#runs++;
    for (const { name, verdict } of judgement.guarantees) {
      let tally = this.#guarantees.get(name);
      if (tally === undefined) this.#guarantees.set(name, (tally = new GuaranteeTally(name)));
      tally.add({ seed, verdict });
    }
    for (const measure of judgement.tradeoffs) this.#addTradeoff(measure);
    this.#price = addPrices(this.#price, judgement.price);
  }

  score(): Score {
    const guarantees = [...this.#guarantees.values()].map((tally) => tally.score());
    return {
      verdict: overallVerdict(guarantees.map(({ verdict }) => verdict)),
      runs: this.#runs,
      guarantees,
      tradeoffs: [...this.#tradeoffs.values()],
      price: this.#price,
    };
  }

  #addTradeoff({ name, observed, of, example }: TradeoffMeasure): void {
    const sum = this.#tradeoffs.get(name) ?? { name, observed: 0, of: 0, example: undefined };
    this.#tradeoffs.set(name, {
      name,
      observed: sum.observed + observed,
      of: sum.of + of,
      example: sum.example ?? example,
    });
  }
}

class GuaranteeTally {
  readonly #name: GuaranteeName;
  readonly #runs: Record<VerdictKind, number> = { holds: 0, violated: 0, unknown: 0, vacuous: 0 };
  readonly #first = new Map<VerdictKind, JudgedSeed>();
  readonly #exercised: Record<string, number> = {};

  constructor(name: GuaranteeName) {
    this.#name = name;
  }

  add(run: JudgedSeed): void {
    const kind = run.verdict.verdict;
    this.#runs[kind]++;
    if (!this.#first.has(kind)) this.#first.set(kind, run);
    addExercised(this.#exercised, run.verdict.exercised);
  }

  score(): GuaranteeScore {
    const verdict = overallVerdict(KINDS.filter((kind) => this.#runs[kind] > 0));
    const first = this.#first.get(verdict);
    return {
      name: this.#name,
      verdict,
      runs: { ...this.#runs },
      exercised: { ...this.#exercised },
      firstFailingSeed: verdict === 'violated' ? first?.seed : undefined,
      anomalies: first?.verdict.verdict === 'violated' ? first.verdict.anomalies : [],
      reason: first !== undefined && 'reason' in first.verdict ? first.verdict.reason : undefined,
    };
  }
}

function addExercised(sums: Record<string, number>, exercised: Exercised): void {
  for (const [what, times] of Object.entries(exercised)) sums[what] = (sums[what] ?? 0) + times;
}

const NO_PRICE: Price = {
  operations: 0,
  ok: 0,
  refused: 0,
  unknown: 0,
  minorityOperations: 0,
  minorityAnswered: 0,
  serveAgainMicros: undefined,
};

/** Sums, but for the time to serve again, of which it is the longest. */
function addPrices(a: Price, b: Judgement['price']): Price {
  const returns = [a.serveAgainMicros, b.serveAgainMicros].filter((micros) => micros !== undefined);
  return {
    operations: a.operations + b.operations,
    ok: a.ok + b.ok,
    refused: a.refused + b.refused,
    unknown: a.unknown + b.unknown,
    minorityOperations: a.minorityOperations + b.minorityOperations,
    minorityAnswered: a.minorityAnswered + b.minorityAnswered,
    serveAgainMicros: returns.length === 0 ? undefined : Math.max(...returns),
  };
}
