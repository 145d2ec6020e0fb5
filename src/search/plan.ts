import type { PresetName } from '../claims/vocabulary.ts';
import type { Settings } from '../models/system.ts';
import type { Fault } from '../nemesis/fault.ts';
import type { Scenario } from '../nemesis/scenario.generated.ts';
import type { Deviation } from '../simulation/deviations.ts';
import type { PriorityPlan } from '../simulation/link-priorities.ts';
import type { Topology } from '../simulation/topology.ts';
import type { PlannedOperation } from '../workloads/planned-operation.ts';
import type { StrategyName } from './strategy/strategy-name.ts';

/** Everything that a run depends on besides the code: a run is a pure function of it. Plain data (JSON). */
export interface Plan {
  readonly format: 'capcheck-plan/1';
  readonly system: string;
  readonly variant: string | null;
  readonly seed: number;
  /** Where the faults were drawn from. The run follows `faults`, not this name. */
  readonly preset: PresetName;
  /** The step past the contract, when the faults were drawn for one. */
  readonly pastContract: string | null;
  /** The script of a user's file that the faults follow, where they do; the preset is `none` then. */
  readonly scenario?: Scenario;
  /** How it was drawn, where not as a swarm. The run follows what was drawn, not this name. */
  readonly strategy?: StrategyName;
  readonly topology: Topology;
  readonly settings: Settings;
  readonly operations: readonly PlannedOperation[];
  readonly faults: readonly Fault[];
  /** The servers that heal, where not all do. */
  readonly core?: readonly string[];
  /** Undisturbed messages all take the mean latency of their link, so that fewer decisions are left to chance. */
  readonly steadyLatency?: true;
  /** Messages of a link arrive in the order in which they were sent, as on a connection; any two may overtake each other elsewhere. */
  readonly links?: 'ordered';
  /** Until the heal some links are served before others. */
  readonly priorities?: PriorityPlan;
  /** The run begins as one of another seed. */
  readonly prefix?: Prefix;
  /** From this time on everything random is drawn anew. What was planned stays. */
  readonly reseed?: Reseed;
  /** Single events that go otherwise, where schedules are enumerated (see docs/exhaustive.md); absent elsewhere. */
  readonly deviations?: readonly Deviation[];
}

/** Where a run leaves the way that its seed would go, and for which other one; steady latencies end there. */
export interface Reseed {
  readonly atMicros: number;
  readonly salt: number;
}

/** Everything random is drawn for another seed until then, and for the plan's own after that. */
export interface Prefix {
  readonly seed: number;
  readonly untilMicros: number;
}

/** From what a plan is drawn. */
export interface PlanRequest {
  readonly system: string;
  readonly variant: string | null;
  readonly seed: number;
  readonly preset: PresetName;
  readonly pastContract: string | null;
  /** A script to follow in the place of the preset. */
  readonly scenario?: Scenario;
  /** About how many client operations the chaos phase has. */
  readonly operations: number;
  /** Left out for a swarm. */
  readonly strategy?: StrategyName;
}

/** The request within something that has more fields. */
export function requestOf(within: PlanRequest): PlanRequest {
  const { system, variant, seed, preset, pastContract, operations } = within;
  return { system, variant, seed, preset, pastContract, operations, ...optionalOf(within) };
}

/** The fields of a request that are there only when they say something. */
export function optionalOf({
  scenario,
  strategy,
}: Pick<PlanRequest, 'scenario' | 'strategy'>): Pick<PlanRequest, 'scenario' | 'strategy'> {
  return { ...(scenario !== undefined && { scenario }), ...(strategy !== undefined && { strategy }) };
}
