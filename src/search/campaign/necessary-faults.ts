import type { FaultKind } from '../../claims/vocabulary.ts';
import { drawPlan } from '../draw-plan.ts';
import { type Plan, requestOf } from '../plan.ts';
import { probe } from '../shrink/probe.ts';
import type { FailureGroup } from './failure-groups.ts';

/**
 * The kinds of faults without which the fastest run of a group does not fail in this way, sorted: kinds are taken out of its
 * plan one after the other, until none of those that are left can go. A fault may hide what another one does, so a kind that
 * could not go may go when others have gone.
 */
export function necessaryFaults({ signature, fastest }: FailureGroup): readonly FaultKind[] {
  const { guarantee, anomaly: kind } = signature;
  let enough = drawPlan(requestOf(fastest));
  for (let before: Plan | undefined; before !== enough;) {
    before = enough;
    for (const spared of kindsOf(before)) {
      const plan = withoutKind(enough, spared);
      if (probe({ plan, signature: { guarantee, kind }, isControlled: false }).sighting !== undefined) enough = plan;
    }
  }
  return kindsOf(enough);
}

function kindsOf({ faults }: Plan): readonly FaultKind[] {
  return [...new Set(faults.map(({ kind }) => kind))].sort();
}

function withoutKind(plan: Plan, kind: FaultKind): Plan {
  return { ...plan, faults: plan.faults.filter((fault) => fault.kind !== kind) };
}
