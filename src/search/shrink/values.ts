import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import type { Plan } from '../plan.ts';
import { type Pass, tryEach } from './step.ts';

/** Drops steps of transactions. */
export const dropSteps: Pass = {
  name: 'steps of transactions',
  begin: tryEach(({ plan }) =>
    plan.operations.flatMap((operation, nth) =>
      fewerSteps(operation).map((value) => ({
        ...plan,
        operations: plan.operations.with(nth, { ...operation, value }),
      })),
    ),
  ),
};

function fewerSteps({ value }: PlannedOperation): readonly unknown[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every(Array.isArray)) return [];
  return value.map((_, nth) => value.toSpliced(nth, 1) as unknown);
}

/** Numbers the values of all operations anew, 1, 2, 3 … in the order of their appearance. */
export const numberValues: Pass = {
  name: 'values',
  begin: tryEach(({ plan }) => {
    const names = new Map<number, number>();
    const operations = plan.operations.map((operation) => ({ ...operation, value: renumber(operation.value, names) }));
    const isNew = [...names].some(([before, after]) => before !== after);
    return isNew ? [{ ...plan, operations } satisfies Plan] : [];
  }),
};

function renumber(value: unknown, names: Map<number, number>): unknown {
  if (typeof value === 'number') {
    const name = names.get(value) ?? names.size + 1;
    names.set(value, name);
    return name;
  }
  if (Array.isArray(value)) return value.map((item) => renumber(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renumber(item, names)]));
}
