import { codeVersion } from '../code-version.ts';
import type { Plan } from '../plan.ts';
import { runPlan } from '../run-plan.ts';
import type { Prober } from '../shrink/prober.ts';
import type { ShrunkFrom } from '../shrink/shrunk-from.ts';
import { findAnomaly, type Signature } from '../shrink/signature.ts';
import { sightingOf } from '../shrink/sighting.ts';
import type { Best } from '../shrink/step.ts';
import type { Explanation, LikelihoodPoint } from './explanation.ts';
import { type LikelihoodEffort, measureLikelihood, steepestRise } from './likelihood.ts';
import { linksOf } from './links.ts';
import { findNearestPassing, type PassingPlan } from './nearest-passing.ts';
import {
  enoughFaults,
  necessaryConditions,
  necessaryFaults,
  necessaryOperations,
  type Shows,
  withoutFault,
  withoutOperation,
} from './necessity.ts';

/** How a plan is explained. */
export interface ExplainOptions extends LikelihoodEffort {
  readonly signature: Signature;
  readonly prober: Prober;
  /** How the plan was shrunk, if it was. */
  readonly shrunk?: ShrunkFrom | undefined;
  /** A run is done. */
  readonly onRun?: (runs: number) => void;
}

/** Explains why a plan fails; undefined when it doesn't fail so. Counterfactual runs are judged for the one failure only. */
export async function explainPlan(plan: Plan, options: ExplainOptions): Promise<Explanation | undefined> {
  const { signature, prober, shrunk } = options;
  const { run, result } = runPlan(plan, { trace: true });
  const anomaly = findAnomaly(result.judgement, signature);
  if (anomaly === undefined) return undefined;
  let runs = 0;
  const passingFutures: PassingPlan[] = [];
  const shows: Shows = async (candidate) => {
    const { sighting } = await prober.probe({ plan: candidate, signature, isControlled: false });
    options.onRun?.(++runs);
    const { reseed } = candidate;
    if (sighting === undefined && reseed !== undefined)
      passingFutures.push({ plan: candidate, change: { kind: 'other-future', ...reseed } });
    return sighting !== undefined;
  };
  const best: Best = { plan, ...sightingOf(run, anomaly) };
  const faults = await necessaryFaults(best, shows);
  const operations = await necessaryOperations(best, run.invokedAt, shows);
  const conditions = await necessaryConditions(best, shows);
  const enough = await enoughFaults(best, shows);
  const likelihood = await measureLikelihood(plan, run.history, anomaly.operations, options, shows);
  const removals: PassingPlan[] = [
    ...faults
      .filter(({ isNecessary }) => isNecessary)
      .map(({ fault }): PassingPlan => {
        return { plan: withoutFault(plan, fault), change: { kind: 'without-fault', id: fault.id } };
      }),
    ...(operations ?? [])
      .filter(({ isNecessary }) => isNecessary)
      .map(({ operation: { id } }): PassingPlan => {
        return { plan: withoutOperation(best, id), change: { kind: 'without-operation', id } };
      }),
  ];
  return {
    format: 'capcheck-explanation/1',
    codeVersion: codeVersion(),
    system: plan.system,
    variant: plan.variant,
    seed: plan.seed,
    signature,
    anomaly: { message: anomaly.message, operations: anomaly.operations },
    faults,
    enoughFaults: enough,
    droppedFaults: shrunk?.dropped ?? {},
    conditions,
    operations,
    likelihood,
    jump: steepestRise(likelihood),
    links: linksOf(run, anomaly.operations),
    nearestPassing: findNearestPassing(run, [...removals, ...latest(passingFutures, likelihood)]),
    runs,
  };
}

/** Of the futures that pass, one of those that were drawn last: it went the longest way with the failing run. */
function latest(futures: readonly PassingPlan[], likelihood: readonly LikelihoodPoint[]): readonly PassingPlan[] {
  const last = likelihood.findLast(({ showing, futures: drawn }) => showing < drawn);
  const candidates = futures.filter(({ plan }) => plan.reseed?.atMicros === last?.atMicros);
  return candidates.toSorted((a, b) => (a.plan.reseed?.salt ?? 0) - (b.plan.reseed?.salt ?? 0)).slice(0, 1);
}
