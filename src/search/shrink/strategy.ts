import type { Plan } from '../plan.ts';
import { type Pass, tryEach } from './step.ts';

/** What a strategy has put into a plan beside faults, simplest first: without it, with fewer changes of priorities. */
export const dropStrategy: Pass = {
  name: 'marks of the strategy',
  begin: tryEach(({ plan }) => [...withoutPrefix(plan), ...withoutPriorities(plan)]),
};

function withoutPrefix({ prefix, ...plan }: Plan): readonly Plan[] {
  if (prefix === undefined) return [];
  // The whole run as of the one seed, then as of the other.
  return [{ ...plan, seed: prefix.seed }, plan];
}

function withoutPriorities({ priorities, ...plan }: Plan): readonly Plan[] {
  if (priorities === undefined) return [];
  const { changes } = priorities;
  return [
    plan,
    ...changes.map((_, nth) => ({ ...plan, priorities: { ...priorities, changes: changes.toSpliced(nth, 1) } })),
  ];
}
