import { judge } from '../claims/judge.ts';
import type { Judgement } from '../claims/judgement.ts';
import type { SmallWorkload, System } from '../models/system.ts';
import type { Span } from '../simulation/deviations.ts';
import { drawPlan } from './draw-plan.ts';
import type { Plan } from './plan.ts';
import { type Run, simulate, type SimulateOptions } from './simulate.ts';

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
  /** When its events could go otherwise; undefined where that is until the heal. */
  readonly deviable: Span | undefined;
}

/** Delays are drawn from one seed: what is enumerated is how schedules differ from the undisturbed one. */
const SEED = 1;

/** Thrown for a system whose schedules can't be enumerated; says how many there would be. */
export class NotSmallError extends Error {
  constructor(system: System, scope: SmallScope) {
    const { choices, schedules } = estimate(system, scope);
    super(
      `${system.name} is too large for all its schedules to be run: one run of ${scope.operations} operations has ` +
        `${choices} places where it could go otherwise, so there are about ${Number(schedules.toPrecision(2))} schedules of ` +
        `at most ${scope.deviations} faults for each workload.`,
    );
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
  if (workloads === undefined) throw new NotSmallError(system, scope);
  for (let depth = 0; depth <= scope.deviations; depth++)
    for (const [nth, workload] of workloads.entries())
      for (const { plan, history } of schedules(planOf(system, variant, workload), depth, optionsOf(system, workload)))
        yield {
          plan,
          judgement: judge(history, system.claim),
          deviations: depth,
          deviable: workload.deviable,
          workload: nth,
          workloads: workloads.length,
        };
}

/** All schedules that go on from a plan with exactly so many deviations more. */
function* schedules(plan: Plan, more: number, options: SimulateOptions): Generator<Run> {
  const run = simulate(plan, options);
  if (more === 0) {
    yield run;
    return;
  }
  for (const choice of run.choices)
    yield* schedules({ ...plan, deviations: [...(plan.deviations ?? []), choice] }, more - 1, options);
}

function optionsOf(system: System, { deviable }: SmallWorkload): SimulateOptions {
  return { system, ...(deviable !== undefined && { deviable }) };
}

function planOf(system: System, variant: string | null, { topology, settings, operations }: SmallWorkload): Plan {
  const drawn = { system: system.name, variant, seed: SEED, preset: 'none', pastContract: null } as const;
  return { format: 'capcheck-plan/1', ...drawn, topology, settings, operations, faults: [], deviations: [] };
}

/** What an undisturbed run of a usual plan says of how many schedules there are: each choice, each pair of them, and so on. */
function estimate(system: System, { operations, deviations }: SmallScope): { choices: number; schedules: number } {
  const drawn = { system: system.name, variant: null, seed: SEED, preset: 'none', pastContract: null } as const;
  const plan = drawPlan({ ...drawn, operations }, system);
  const choices = simulate({ ...plan, deviations: [] }, { system }).choices.length;
  let schedules = 1;
  let ofThisSize = 1;
  for (let size = 1; size <= deviations; size++) {
    ofThisSize *= (choices - size + 1) / size;
    schedules += ofThisSize;
  }
  return { choices, schedules };
}
