import { judge } from '../claims/judge.ts';
import type { Judgement } from '../claims/judgement.ts';
import type { SmallWorkload, System } from '../models/system.ts';
import type { Plan } from './plan.ts';
import { type Run, simulate } from './simulate.ts';

/** How small the world is of which every schedule is run. */
export interface SmallScope {
  readonly servers: number;
  readonly operations: number;
  /** At most so many deviations a schedule. */
  readonly deviations: number;
}

/** One schedule that was run. */
export interface Schedule {
  readonly plan: Plan;
  readonly judgement: Judgement;
  /** Which workload it belongs to, from 0, of how many; and with how many deviations. */
  readonly workload: number;
  readonly workloads: number;
  readonly deviations: number;
}

/** Delays are drawn from one seed: what is enumerated is how schedules differ from the undisturbed one. */
const SEED = 1;

/** Thrown for a system whose schedules can't be enumerated. */
export class NotSmallError extends Error {
  constructor(system: System) {
    super(`${system.name} is too large for all its schedules to be run.`);
    this.name = 'NotSmallError';
  }
}

/**
 * Runs every schedule of every small workload of a system: undisturbed, then with every single deviation, then with
 * every two, and so on, so that the first failure has the fewest. Deviation-bounded enumeration, after delay bounding (Emmi,
 * Qadeer, Rakamarić, "Delay-bounded scheduling", POPL 2011), by running each prefix anew with the code of all runs.
 *
 * @throws NotSmallError for a system without small workloads; SimulationError when the code under test failed.
 */
export function* runEverySchedule(system: System, variant: string | null, scope: SmallScope): Generator<Schedule> {
  const workloads = system.smallWorkloads?.(scope.servers, scope.operations);
  if (workloads === undefined) throw new NotSmallError(system);
  for (let depth = 0; depth <= scope.deviations; depth++)
    for (const [nth, workload] of workloads.entries())
      for (const { plan, history } of schedules(system, planOf(system, variant, workload), depth))
        yield {
          plan,
          judgement: judge(history, system.claim),
          deviations: depth,
          workload: nth,
          workloads: workloads.length,
        };
}

/** All schedules that go on from a plan with exactly so many deviations more. */
function* schedules(system: System, plan: Plan, more: number): Generator<Run> {
  const run = simulate(plan, { system });
  if (more === 0) {
    yield run;
    return;
  }
  for (const choice of run.choices)
    yield* schedules(system, { ...plan, deviations: [...(plan.deviations ?? []), choice] }, more - 1);
}

function planOf(system: System, variant: string | null, { topology, settings, operations }: SmallWorkload): Plan {
  const drawn = { system: system.name, variant, seed: SEED, preset: 'none', pastContract: null } as const;
  return { format: 'capcheck-plan/1', ...drawn, topology, settings, operations, faults: [], deviations: [] };
}
