import { systemNamed } from '../../models/registry.ts';
import type { System } from '../../models/system.ts';
import { NondeterminismError } from '../../simulation/guards.ts';
import { EventLog } from '../../simulation/event-log.ts';
import { UnknownNameError } from '../../unknown-name-error.ts';
import { drawPlan } from '../draw-plan.ts';
import type { PlanRequest } from '../plan.ts';
import { simulate } from '../simulate.ts';
import type { Job, Ran } from './job.ts';

const WARM_UP_SEEDS_AWAY = 1_000_003;

/** Draws and runs the plans of a job in its order, and hands over how each went. */
export async function runJob(job: Job, emit: (ran: Ran) => void): Promise<void> {
  const systems = job.module === null ? undefined : await loadSystems(job.module);
  const order = [...job.requests.entries()];
  if (job.isBackwards) order.reverse();
  const [[, first] = []] = order;
  if (job.isBackwards && first !== undefined)
    runOne({ ...first, seed: first.seed + WARM_UP_SEEDS_AWAY }, systems, false);
  for (const [nth, request] of order) emit({ nth, ...runOne(request, systems, job.logged.includes(nth)) });
}

/** The systems of a module: its export `systems`. */
export async function loadSystems(module: string): Promise<readonly System[]> {
  const { systems }: { systems?: unknown } = await import(module);
  if (!Array.isArray(systems)) throw new TypeError(`${module} has no export "systems", an array of systems`);
  return systems as readonly System[];
}

function runOne(request: PlanRequest, systems: readonly System[] | undefined, isLogged: boolean): Omit<Ran, 'nth'> {
  const log = new EventLog();
  const kept = isLogged ? log.entries : null;
  try {
    const system = systems === undefined ? systemNamed(request.system) : systemAmong(systems, request.system);
    const run = simulate(drawPlan(request, system), isLogged ? { system, log } : { system });
    const { digest, checkpoints, events } = run;
    return { trail: { digest, checkpoints, events }, error: null, failedIn: null, log: kept };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const failedIn = eventOf(error) ?? kept?.at(-1)?.event ?? null;
    return { trail: null, error: message, failedIn, log: kept };
  }
}

function eventOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof NondeterminismError ? cause.event : undefined;
}

function systemAmong(systems: readonly System[], name: string): System {
  const system = systems.find((known) => known.name === name);
  if (system !== undefined) return system;
  const names = systems.map((known) => known.name);
  throw new UnknownNameError('system', name, names);
}
