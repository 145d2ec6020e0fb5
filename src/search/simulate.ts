import { History } from '../history/history.ts';
import { systemNamed } from '../models/registry.ts';
import type { System } from '../models/system.ts';
import { Nemesis } from '../nemesis/nemesis.ts';
import type { EventLog } from '../simulation/event-log.ts';
import { type Deviation, Deviations, type Span } from '../simulation/deviations.ts';
import { withGuards } from '../simulation/guards.ts';
import { LinkPriorities } from '../simulation/link-priorities.ts';
import type { Program } from '../simulation/node.ts';
import { freezePlainData } from '../simulation/plain-data.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { Trace } from '../simulation/trace.ts';
import { waitGraph } from '../simulation/wait-graph.ts';
import type { Plan } from './plan.ts';
import { turnsOf } from './turn.ts';

/** What a run leaves behind. */
export interface Run {
  readonly plan: Plan;
  readonly history: History;
  /** Sixteen hexadecimal digits over every event and every line of the history. */
  readonly digest: string;
  /** The digest after each 1,024 events. */
  readonly checkpoints: readonly string[];
  readonly events: number;
  readonly coverage: Readonly<Record<string, number>>;
  /** How far things went at most, by name. */
  readonly bests: Readonly<Record<string, number>>;
  /** When each mark was first met, in microseconds; those that never were are missing. */
  readonly firstMet: ReadonlyMap<string, number>;
  readonly trace: Trace | undefined;
  /** Where in the history each planned operation was invoked, by its id; those that never were are missing. */
  readonly invokedAt: ReadonlyMap<number, number>;
  /** What could have gone otherwise after the last deviation of the plan; empty for a plan without deviations. */
  readonly choices: readonly Deviation[];
}

/** Thrown when a model or the kernel failed; says where in the run, and what happened last. */
export class SimulationError extends Error {
  constructor(plan: Plan, simulation: Simulation, cause: unknown) {
    const { kernel, nodes } = simulation;
    const names = nodes.map((node) => node.name);
    const what = cause instanceof Error ? cause.message : String(cause);
    const where = `${plan.system} seed ${plan.seed}, event ${kernel.digest.events}, ${kernel.nowMicros} µs`;
    super(`${what}\n  in ${where}; last events:\n    ${kernel.describeRecentEvents(names, 8).join('\n    ')}`, {
      cause,
    });
    this.name = 'SimulationError';
  }
}

/** How a plan is run. */
export interface SimulateOptions {
  /** Keeps every message for people who look at a replay; no influence on the run. */
  readonly trace?: boolean;
  /** Gets every event in words, to compare two runs; no influence on the run. */
  readonly log?: EventLog;
  /** Ends the run before anything heals. */
  readonly isChaosOnly?: boolean;
  /** When it notes what could have gone otherwise; left out where that is until the heal. No influence on the run. */
  readonly deviable?: Span;
  /** The system, when it isn't one of the reference implementations. */
  readonly system?: System;
}

/**
 * Runs a plan: chaos, heal, quiet, the statements of all servers, final operations.
 *
 * @throws SimulationError when the code under test failed, NondeterminismError among its causes.
 */
export function simulate(plan: Plan, options: SimulateOptions = {}): Run {
  // A run that changed its plan would make the next one of it another run.
  freezePlainData(plan);
  const system = options.system ?? systemNamed(plan.system);
  const simulation = new Simulation(plan.prefix?.seed ?? plan.seed, options);
  const { kernel, recorder } = simulation;
  kernel.network.isSteady = plan.steadyLatency === true;
  kernel.network.isOrdered = plan.links === 'ordered';
  if (plan.priorities !== undefined) kernel.network.priorities = new LinkPriorities(kernel.random, plan.priorities);
  const turns = [...turnsOf(plan)];
  const runUntil = (micros: number): void => {
    for (let turn = turns[0]; turn !== undefined && turn.atMicros < micros; turn = turns[0]) {
      turns.shift();
      kernel.runUntil(turn.atMicros);
      kernel.random.reseed(turn.salt);
      if (turn.endsSteadiness) kernel.network.isSteady = false;
    }
    kernel.runUntil(micros);
  };
  if (plan.deviations !== undefined) kernel.deviations = new Deviations(simulation, plan.deviations, options.deviable);
  try {
    withGuards(
      () => {
        system.build(simulation, plan);
        recorder.observe('nemesis', 'topology', plan.topology);
        const nemesis = new Nemesis(simulation, plan.faults);
        simulation.start();
        runUntil(system.phases.healMicros);
        kernel.network.priorities = undefined;
        if (options.isChaosOnly === true) return;
        nemesis.heal(plan.core);
        kernel.deviations?.end();
        runUntil(system.phases.finalMicros);
        if (plan.core !== undefined) {
          recordLeaders(simulation, plan.core);
          recordWaits(simulation);
        }
        recorder.observe('nemesis', 'final', null);
        simulation.report(plan.core);
        runUntil(system.phases.endMicros);
        recordWaits(simulation);
      },
      () => kernel.digest.events,
    );
  } catch (cause) {
    throw new SimulationError(plan, simulation, cause);
  }
  return {
    plan,
    history: new History(recorder.operations),
    digest: kernel.digest.text(),
    checkpoints: kernel.digest.checkpoints,
    events: kernel.digest.events,
    coverage: kernel.coverage.counts(),
    bests: kernel.coverage.bests(),
    firstMet: kernel.coverage.firstMicros,
    trace: kernel.trace,
    invokedAt: recorder.invokedAt,
    choices: kernel.deviations?.choices ?? [],
  };
}

/** Whoever still waits for something says for whom, for the judgement whether it has to. */
function recordWaits(simulation: Simulation): void {
  const tasks = waitGraph(simulation);
  if (tasks.length > 0) simulation.recorder.observe('nemesis', 'wait-for', { tasks });
}

/** Who leads something, by its own account; and of whom servers of the core say that only they hold what is needed. */
function recordLeaders({ nodes, recorder }: Simulation, core: readonly string[]): void {
  const isLeading = (program: Program | undefined): boolean =>
    program?.isLeading?.() ?? program?.isPrimary?.() ?? false;
  const servers = nodes.filter(({ program }) => isLeading(program)).map(({ name }) => name);
  recorder.observe('nemesis', 'leaders', { servers });
  const copies = nodes.flatMap(({ name, program }) => (core.includes(name) ? (program?.lastCopies?.() ?? []) : []));
  if (copies.length > 0) recorder.observe('nemesis', 'last-copies', { servers: [...new Set(copies)].sort() });
}
