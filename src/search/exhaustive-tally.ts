import type { Exercised, VerdictKind } from '../checkers/verdict.ts';
import { overallVerdict } from '../claims/judge.ts';
import type { GuaranteeName } from '../claims/vocabulary.ts';
import type { Span } from '../simulation/deviations.ts';
import type { Schedule } from './exhaustive.ts';

/** What all schedules so far say of one guarantee. */
export interface GuaranteeTally {
  readonly runs: Record<VerdictKind, number>;
  readonly exercised: Record<string, number>;
}

/** Adds up schedules without keeping them: there are hundreds of thousands. */
export class ExhaustiveTally {
  schedules = 0;
  workloads = 0;
  /** How many schedules had no deviation, one, two … */
  readonly byDeviations: number[] = [];
  /** When events could go otherwise; undefined where that is until the heal. */
  deviable: Span | undefined = undefined;
  readonly guarantees: Map<GuaranteeName, GuaranteeTally> = new Map();
  /** The first that broke a guarantee; none with fewer deviations does. */
  violation: Schedule | undefined = undefined;

  add(schedule: Schedule): void {
    const { deviations, judgement, workloads, deviable } = schedule;
    this.schedules++;
    this.workloads = workloads;
    this.deviable = deviable;
    this.byDeviations[deviations] = (this.byDeviations[deviations] ?? 0) + 1;
    for (const { name, verdict } of judgement.guarantees) this.#count(name, verdict.verdict, verdict.exercised);
    if (judgement.verdict === 'violated') this.violation ??= schedule;
  }

  get verdict(): VerdictKind {
    return overallVerdict([...this.guarantees.values()].map(({ runs }) => verdictOf(runs)));
  }

  #count(name: GuaranteeName, kind: VerdictKind, exercised: Exercised): void {
    const known = this.guarantees.get(name);
    const tally = known ?? { runs: { holds: 0, violated: 0, unknown: 0, vacuous: 0 }, exercised: {} };
    if (known === undefined) this.guarantees.set(name, tally);
    tally.runs[kind]++;
    for (const [what, times] of Object.entries(exercised)) tally.exercised[what] = (tally.exercised[what] ?? 0) + times;
  }
}

/** Violated if any schedule is, else unknown if any is, else holds if any exercised it, else vacuous. */
export function verdictOf(runs: Readonly<Record<VerdictKind, number>>): VerdictKind {
  return overallVerdict((['holds', 'violated', 'unknown', 'vacuous'] as const).filter((kind) => runs[kind] > 0));
}
