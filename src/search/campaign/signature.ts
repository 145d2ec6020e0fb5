import type { Anomaly } from '../../checkers/verdict.ts';
import type { FaultKind, GuaranteeName } from '../../claims/vocabulary.ts';
import type { RunResult } from '../run-result.ts';

/** One guarantee that a run breaks, and the first of its witnesses. */
export interface Breach {
  readonly guarantee: GuaranteeName;
  readonly anomaly: Anomaly;
}

/** What failures of one cause have in common. */
export interface Signature extends Pick<RunResult, 'system' | 'variant' | 'pastContract'> {
  readonly guarantee: GuaranteeName;
  /** The kind of the anomaly. */
  readonly anomaly: string;
  /** The kinds of faults that every one of them had, sorted. */
  readonly faults: readonly FaultKind[];
}

/** The guarantees that a run breaks, in the order of the claim. */
export function breachesOf({ judgement }: RunResult): readonly Breach[] {
  return judgement.guarantees.flatMap(({ name, verdict }) =>
    verdict.verdict === 'violated' ? [{ guarantee: name, anomaly: verdict.anomalies[0] }] : [],
  );
}
