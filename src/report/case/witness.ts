import type { GuaranteeJudgement } from '../../claims/judgement.ts';
import type { Anomaly, Violated } from '../../checkers/verdict.ts';
import type { RunResult } from '../../search/run-result.ts';
import type { SystemFacts } from '../system-facts.ts';

/** The broken guarantee that a case is about, and what shows it. */
export interface Witness {
  readonly guarantee: GuaranteeJudgement['name'];
  readonly verdict: Violated;
  /** What the page explains first. */
  readonly anomaly: Anomaly;
}

/**
 * Of several broken guarantees the one that was to be expected (the variant's, or that of the step past the contract),
 * else the first one that the claim names. Undefined when none is broken.
 */
export function witnessOf(result: RunResult, system: SystemFacts | undefined): Witness | undefined {
  const expected = expectedGuarantee(result, system);
  const witnesses = result.judgement.guarantees.flatMap(({ name, verdict }) =>
    verdict.verdict === 'violated' ? [{ guarantee: name, verdict, anomaly: verdict.anomalies[0] }] : [],
  );
  return witnesses.find(({ guarantee }) => guarantee === expected) ?? witnesses[0];
}

/** The guarantee that a run was meant to break; undefined for the correct system inside its contract. */
function expectedGuarantee(
  { variant, pastContract }: Pick<RunResult, 'variant' | 'pastContract'>,
  system: SystemFacts | undefined,
): GuaranteeJudgement['name'] | undefined {
  if (variant !== null) return system?.variants.find(({ name }) => name === variant)?.guarantee;
  if (pastContract !== null) return system?.claim.pastContract.find(({ name }) => name === pastContract)?.breaks;
  return undefined;
}
