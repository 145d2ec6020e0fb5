import type { Claim, FaultKind, GuaranteeName, PresetName } from '../claims/vocabulary.ts';
import type { Span } from '../simulation/deviations.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Phases } from '../workloads/client-program.ts';
import type { PlannedOperation } from '../workloads/planned-operation.ts';
import type { Random } from '../workloads/random.ts';
import type { Topology } from '../simulation/topology.ts';

/** Numbers and switches of a model (quorum sizes, time-outs …), by name. Plain data. */
export type Settings = Readonly<Record<string, number | boolean>>;

/** The same system with one mistake. */
export interface Variant {
  readonly name: string;
  /** The mistake, in a sentence. */
  readonly mistake: string;
  /** What clients then see, by its name in the field. */
  readonly anomaly: string;
  /** The guarantee whose checker must report it. */
  readonly guarantee: GuaranteeName;
  /** A preset under which it shows. */
  readonly preset: PresetName;
}

/** Something that no fault brings about and that can be taken away, to see whether a failure needs it. */
export interface Condition {
  readonly name: string;
  /** What holds when it is taken away. */
  readonly without: string;
  /** The settings that take it away. */
  readonly settings: Settings;
}

/** The part of a plan that a system runs on. */
export interface SystemPlan {
  /** Name of a variant; null for the correct system. */
  readonly variant: string | null;
  readonly topology: Topology;
  readonly settings: Settings;
  readonly operations: readonly PlannedOperation[];
}

/** A workload that is small enough for all its schedules to be run. */
export interface SmallWorkload extends Pick<SystemPlan, 'topology' | 'settings' | 'operations'> {
  /** When events may go otherwise, in microseconds; left out where that is until the heal. */
  readonly deviable?: Span;
}

/** A reference implementation: what it claims, how it is drawn, and how it is put into a simulation. */
export interface System {
  readonly name: string;
  /** One line: what it is. */
  readonly title: string;
  readonly claim: Claim;
  readonly variants: readonly Variant[];
  /** What `capcheck explain` takes away in turn, beside faults and operations. */
  readonly conditions?: readonly Condition[];
  /** How far apart chaos, heal, final operations and the end are. */
  readonly phases: Phases;
  /** Servers that a fault kind may hit, where not all: clock faults on time masters only, for one. */
  faultTargets?(kind: FaultKind, topology: Topology): readonly string[];
  /** Servers that suffice, where it isn't a majority of the voters with all that don't vote. */
  drawCore?(random: Random, topology: Topology): readonly string[];
  drawTopology(random: Random): Topology;
  drawSettings(random: Random): Settings;
  /** Draws about `count` operations of the chaos phase, and the final ones. */
  drawOperations(random: Random, topology: Topology, settings: Settings, count: number): readonly PlannedOperation[];
  /** All workloads of so many servers and operations, for a system that is small enough to run every schedule of them. */
  smallWorkloads?(servers: number, operations: number): readonly SmallWorkload[];
  /** Adds the nodes, servers and clients, to a simulation that has not started. */
  build(simulation: Simulation, plan: SystemPlan): void;
}

/** Gives a system of your own its type; `drawPlan` and `simulate` take it beside the plan. */
export function defineSystem(system: System): System {
  return system;
}
