import type { Findings } from '../findings.ts';
import type { Anomaly } from '../verdict.ts';
import type { CycleKind, Cycle } from './cycle.ts';
import type { CyclesOfKind } from './cycle-search.ts';
import type { IsolationLevel } from './level.ts';

/** What an analysis says of a level. `tell` builds the anomalies that refute it; `serialOrder` are transactions in an order that proves it. */
export type LevelDecision =
  | { readonly verdict: 'holds'; readonly serialOrder?: () => Int32Array }
  | { readonly verdict: 'violated'; readonly tell: () => readonly [Anomaly, ...Anomaly[]] }
  | { readonly verdict: 'unknown' };

/** How many pairs of writers a search may take on: many for the level that was asked for, few for the others. */
export type Effort = 'asked' | 'other';

export const pairLimits: Readonly<Record<Effort, number>> = { asked: 2_000_000, other: 100_000 };

/** What a workload's analysis knows of a history, before any level is asked for. */
export interface Analysis {
  /** Anomalies that no cycle is needed to see. */
  readonly findings: Findings;
  readonly cycles: ReadonlyMap<CycleKind, CyclesOfKind>;
  /** Whether the order of transactions allows a level; the findings are judged apart. `effort` bounds the searches: see `Effort`. */
  decide(level: IsolationLevel, effort: Effort): LevelDecision;
  explain(cycle: Cycle, count: number): Anomaly;
}
