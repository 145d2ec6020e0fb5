import { verdictOf, type Anomaly, type Exercised, type Verdict } from '../verdict.ts';
import { IsolationError } from './isolation-error.ts';
import { impliedLevels, parseLevel, type IsolationLevel } from './level.ts';

/** What a workload made for one anomaly can show: that the anomaly is there, and so that levels which forbid it do not hold. */
export interface WorkloadLevels {
  readonly workload: string;
  /** The weakest levels that forbid the anomaly. */
  readonly forbiddenBy: readonly IsolationLevel[];
}

/**
 * The level that a workload is asked about.
 *
 * @throws IsolationError for a level that allows the anomaly of the workload: the workload can't tell whether it holds.
 */
export function askedLevel({ workload, forbiddenBy }: WorkloadLevels, given: string): IsolationLevel {
  const level = parseLevel(given);
  if (forbiddenBy.some((weakest) => impliedLevels(level).has(weakest))) return level;
  throw new IsolationError(
    `${workload} can't decide ${level}, which allows what it looks for; it can refute ${forbiddenBy.join(', ')} and what is stronger`,
  );
}

/** A verdict over one anomaly. Without it no level is claimed: many others may be there that the workload can't show. */
export function workloadVerdict(
  asked: IsolationLevel,
  refuted: readonly IsolationLevel[],
  anomalies: readonly Anomaly[],
  exercised: Exercised,
): Verdict {
  const verdict = verdictOf(anomalies, exercised);
  return verdict.verdict === 'violated' ? { ...verdict, levels: { asked, strongest: [], refuted } } : verdict;
}
