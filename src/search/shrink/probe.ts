import { judge } from '../../claims/judge.ts';
import type { Plan } from '../plan.ts';
import { type Run, simulate } from '../simulate.ts';
import { type Sighting, sightingOf } from './sighting.ts';
import { findAnomaly, type Signature } from './signature.ts';

/** A plan to run, and what it is expected to show. */
export interface ProbeTask {
  readonly plan: Plan;
  readonly signature: Signature;
  /** Whether a variant's plan must pass without the mistake. */
  readonly isControlled: boolean;
}

const NOTHING: Probe = { sighting: undefined };

/** What came of a plan. */
export interface Probe {
  /** Of a plan that shows the anomaly. */
  readonly sighting: Sighting | undefined;
}

/**
 * Runs a plan and says whether it still fails in the same way. A plan that breaks the code under test, or, if controlled,
 * that the system without the variant's mistake doesn't pass, does not count: it would show something else.
 */
export function probe({ plan, signature, isControlled }: ProbeTask): Probe {
  const run = simulateOrNothing(plan);
  if (run === undefined) return NOTHING;
  const judgement = judge(run.history, { guarantees: [signature.guarantee], tradeoffs: [] });
  const anomaly = findAnomaly(judgement, signature);
  return anomaly !== undefined && (!isControlled || passesWithoutMistake(plan, signature))
    ? { sighting: sightingOf(run, anomaly) }
    : NOTHING;
}

/**
 * Judged by the guarantee at stake alone: the others cost more, some of them a search that may take minutes of a history
 * with many unknown outcomes. What the budget doesn't settle is no pass.
 */
function passesWithoutMistake(plan: Plan, { guarantee }: Signature): boolean {
  if (plan.variant === null || plan.pastContract !== null) return true;
  const run = simulateOrNothing({ ...plan, variant: null });
  if (run === undefined) return false;
  const { verdict } = judge(run.history, { guarantees: [guarantee], tradeoffs: [] });
  return verdict === 'holds' || verdict === 'vacuous';
}

function simulateOrNothing(plan: Plan): Run | undefined {
  try {
    return simulate(plan);
  } catch {
    return undefined;
  }
}
