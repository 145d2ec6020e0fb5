import { setImmediate } from 'node:timers/promises';
import type { FaultKind } from '../../claims/vocabulary.ts';
import { groupBy } from '../../group-by.ts';
import type { FailureGroup } from './failure-groups.ts';

/** A group of which it was asked what its fastest run needs. */
export interface DiagnosedGroup extends FailureGroup {
  /** Kinds of faults that its fastest run can't spare, sorted; null where nobody asked. */
  readonly necessary: readonly FaultKind[] | null;
}

/** More groups are not diagnosed: each takes some runs for every kind of its faults. */
const MOST_GROUPS = 20;

/**
 * Asks of the first groups which faults their fastest runs need, and makes one of those that need the same: they had only been
 * told apart by faults that have no part in the failure. Between two groups the user may end it: the others are told as they are.
 */
export async function diagnoseGroups(
  groups: readonly FailureGroup[],
  necessaryOf: (group: FailureGroup) => readonly FaultKind[],
  signal: AbortSignal,
): Promise<readonly DiagnosedGroup[]> {
  const diagnosed: DiagnosedGroup[] = [];
  for (const [nth, group] of groups.entries()) {
    // Lets signals through.
    await setImmediate();
    const isAsked = nth < MOST_GROUPS && !signal.aborted;
    diagnosed.push({ ...group, necessary: isAsked ? necessaryOf(group) : null });
  }
  return [...groupBy(diagnosed, keyOf).values()].map((alike) => alike.reduce(join));
}

/** Groups that were not diagnosed stay what they are: their signatures differ. */
function keyOf({ signature, necessary }: DiagnosedGroup): string {
  const { faults, system, variant, pastContract, guarantee, anomaly } = signature;
  return JSON.stringify([system, variant, pastContract, guarantee, anomaly, necessary ?? { faults }]);
}

function join(one: DiagnosedGroup, other: DiagnosedGroup): DiagnosedGroup {
  const faults = one.signature.faults.filter((kind) => other.signature.faults.includes(kind));
  const { fastest, message, necessary } = other.fastest.events < one.fastest.events ? other : one;
  return { signature: { ...one.signature, faults }, runs: one.runs + other.runs, fastest, message, necessary };
}
