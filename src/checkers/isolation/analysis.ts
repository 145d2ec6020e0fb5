import type { Findings } from '../findings.ts';
import type { Anomaly } from '../verdict.ts';
import type { CycleKind, Cycle } from './cycle.ts';
import type { CyclesOfKind } from './cycle-search.ts';
import type { IsolationLevel } from './level.ts';

/** What an analysis says of a level. `tell` builds the anomalies that refute it; `serialOrder` are transactions in an order that proves it. */
export type LevelDecision =
  | { readonly verdict: 'holds'; readonly serialOrder?: () => Int32Array }
  | { readonly verdict: 'violated'; readonly tell: () => readonly [Anomaly, ...Anomaly[]] }
  /** `reason` where it was not the steps that ran out. */
  | { readonly verdict: 'unknown'; readonly reason?: string };

/** How much may be spent on a level: much for the one that was asked for, little for the others. */
export type Effort = 'asked' | 'other';

/** Each pair of writers costs a search at least so many steps. */
const STEPS_A_PAIR: Readonly<Record<Effort, number>> = { asked: 100, other: 2_000 };

/** How many pairs of writers a search may take on, of a budget of so many steps. */
export function mostPairs(effort: Effort, steps: number): number {
  return Math.floor(steps / STEPS_A_PAIR[effort]);
}

/** What a workload's analysis knows of a history, before any level is asked for. */
export interface Analysis {
  /** Anomalies that no cycle is needed to see. */
  readonly findings: Findings;
  readonly cycles: ReadonlyMap<CycleKind, CyclesOfKind>;
  /** Whether the order of transactions allows a level; the findings are judged apart. `effort` bounds the searches: see `Effort`. */
  decide(level: IsolationLevel, effort: Effort): LevelDecision;
  explain(cycle: Cycle, count: number): Anomaly;
}
