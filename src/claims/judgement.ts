import type { Verdict, VerdictKind } from '../checkers/verdict.ts';
import type { GuaranteeName, TradeoffName } from './vocabulary.ts';

/** What the judge says of one guarantee in one run. */
export interface GuaranteeJudgement {
  readonly name: GuaranteeName;
  readonly verdict: Verdict;
}

/** How often a documented trade-off was seen: `observed` of `of` occasions. */
export interface TradeoffMeasure {
  readonly name: TradeoffName;
  readonly observed: number;
  readonly of: number;
  /** One case in words, when there was one. */
  readonly example: string | undefined;
}

/** What the CAP choice cost in one run. Counts of client operations that asked a server, times in microseconds. */
export interface Price {
  readonly operations: number;
  readonly ok: number;
  readonly refused: number;
  readonly unknown: number;
  /** Operations begun while their client's side of a partition had no majority of voters, and how many of them were answered. */
  readonly minorityOperations: number;
  readonly minorityAnswered: number;
  /** From the end of a client's isolation, or its first question after that, to its first success; the longest time. */
  readonly serveAgainMicros: number | undefined;
}

/** What the judge says of one run of a system. */
export interface Judgement {
  /** Violated if any guarantee is, else unknown if any is, else holds if any does, else vacuous. */
  readonly verdict: VerdictKind;
  readonly guarantees: readonly GuaranteeJudgement[];
  readonly tradeoffs: readonly TradeoffMeasure[];
  readonly price: Price;
}
