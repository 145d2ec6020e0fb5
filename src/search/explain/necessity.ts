import { systemNamed } from '../../models/registry.ts';
import type { Fault } from '../../nemesis/fault.ts';
import type { Plan } from '../plan.ts';
import { keepOperations } from '../shrink/operations.ts';
import type { Best } from '../shrink/step.ts';
import type { ConditionNecessity, FaultNecessity, OperationNecessity } from './explanation.ts';

/** Whether a plan shows the anomaly. */
export type Shows = (plan: Plan) => Promise<boolean>;

/** With more operations each is not removed in turn. */
const MOST_OPERATIONS = 60;

/** Removes each fault in turn. */
export function necessaryFaults({ plan }: Best, shows: Shows): Promise<readonly FaultNecessity[]> {
  return Promise.all(
    plan.faults.map(async (fault) => ({ fault, isNecessary: !(await shows(withoutFault(plan, fault))) })),
  );
}

/** Removes each operation in turn; null when there are too many. */
export async function necessaryOperations(
  best: Best,
  invokedAt: ReadonlyMap<number, number>,
  shows: Shows,
): Promise<readonly OperationNecessity[] | null> {
  const { operations } = best.plan;
  if (operations.length > MOST_OPERATIONS) return null;
  return Promise.all(
    operations.map(async (operation) => {
      const isNecessary = !(await shows(withoutOperation(best, operation.id)));
      return { operation, line: invokedAt.get(operation.id) ?? null, isNecessary };
    }),
  );
}

/** Takes each condition of the run away in turn. */
export function necessaryConditions({ plan }: Best, shows: Shows): Promise<readonly ConditionNecessity[]> {
  const { conditions = [] } = systemNamed(plan.system);
  const removals = conditions.map(({ name, without, settings }) => {
    return { name, without, plan: { ...plan, settings: { ...plan.settings, ...settings } } };
  });
  const latencies = { name: 'chance in latencies', without: 'every message takes the mean latency of its link' };
  const all = [
    ...removals,
    ...withoutPriorities(plan),
    { ...latencies, plan: { ...plan, steadyLatency: true as const } },
  ];
  return Promise.all(
    all.map(async ({ name, without, plan: removed }) => ({ name, without, isNecessary: !(await shows(removed)) })),
  );
}

function withoutPriorities({
  priorities,
  ...plan
}: Plan): readonly (Pick<ConditionNecessity, 'name' | 'without'> & { readonly plan: Plan })[] {
  if (priorities === undefined) return [];
  return [{ name: 'priorities of links', without: 'no link is served before another', plan }];
}

/** Faults that together are enough: all but those that can go, one after the other, from the last on. */
export async function enoughFaults({ plan }: Best, shows: Shows): Promise<readonly number[]> {
  let enough = plan;
  for (const fault of plan.faults.toReversed()) {
    const fewer = withoutFault(enough, fault);
    if (await shows(fewer)) enough = fewer;
  }
  return enough.faults.map(({ id }) => id);
}

export function withoutFault(plan: Plan, fault: Fault): Plan {
  return { ...plan, faults: plan.faults.filter(({ id }) => id !== fault.id) };
}

export function withoutOperation(best: Best, id: number): Plan {
  return keepOperations(best, (operation) => operation.id !== id);
}
