import { systemNamed } from '../models/registry.ts';
import type { System } from '../models/system.ts';
import { drawLastingFaults, drawMajority } from '../nemesis/draw-core.ts';
import type { FaultField } from '../nemesis/draw-fault.ts';
import { drawFaults } from '../nemesis/draw-faults.ts';
import { drawPastContract } from '../nemesis/draw-past-contract.ts';
import type { Fault } from '../nemesis/fault.ts';
import { presetNamed } from '../nemesis/preset.ts';
import type { Topology } from '../simulation/topology.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import type { PlannedOperation } from '../workloads/planned-operation.ts';
import { Random } from '../workloads/random.ts';
import type { Plan, PlanRequest } from './plan.ts';

/**
 * Draws a plan from a seed. The variant has no part in it: the correct system and its variants run the same plans.
 *
 * @throws UnknownNameError for a system, preset or step past the contract that doesn't exist.
 */
export function drawPlan(request: PlanRequest, system: System = systemNamed(request.system)): Plan {
  const random = new Random(`${request.system}/${request.seed}`);
  const topology = system.drawTopology(random.stream('topology'));
  const settings = system.drawSettings(random.stream('settings'));
  const operations = system.drawOperations(random.stream('operations'), topology, settings, request.operations);
  const core = drawCoreFor(system, topology, operations, random.stream('core'), request);
  const faults = drawFaultsFor(system, topology, core, random.stream('faults'), request);
  const { variant, seed, preset, pastContract } = request;
  return {
    format: 'capcheck-plan/1',
    system: system.name,
    variant,
    seed,
    preset,
    pastContract,
    topology,
    settings,
    operations,
    faults,
    ...(core === undefined ? {} : { core }),
  };
}

/** The servers that heal, under a preset that leaves the others as they are; someone beside them asks in the end. */
function drawCoreFor(
  system: System,
  topology: Topology,
  operations: readonly PlannedOperation[],
  random: Random,
  { preset, pastContract }: PlanRequest,
): readonly string[] | undefined {
  if (pastContract !== null || presetNamed(preset).healsCoreOnly !== true) return undefined;
  if (system.drawCore !== undefined) return system.drawCore(random, topology);
  const asking = topology.clients.filter(({ name }) =>
    operations.some(({ client, phase }) => client === name && phase === 'final'),
  );
  return drawMajority(random, topology, asking.length === 0 ? undefined : random.pick(asking).home);
}

function drawFaultsFor(
  system: System,
  topology: Topology,
  core: readonly string[] | undefined,
  random: Random,
  request: PlanRequest,
): readonly Fault[] {
  const everyServer = topology.servers.map((server) => server.name);
  const field: FaultField = {
    contract: system.claim.contract,
    topology,
    healMicros: system.phases.healMicros,
    targetsOf: (kind) => system.faultTargets?.(kind, topology) ?? everyServer,
  };
  if (request.pastContract === null) {
    const faults = drawFaults(random, presetNamed(request.preset), field);
    return core === undefined ? faults : [...faults, ...drawLastingFaults(random.stream('lasting'), core, field)];
  }
  return drawPastContract(random, pastContractNamed(system, request.pastContract), field);
}

function pastContractNamed(system: System, name: string): System['claim']['pastContract'][number] {
  const past = system.claim.pastContract.find((step) => step.name === name);
  if (past !== undefined) return past;
  const known = system.claim.pastContract.map((step) => step.name);
  throw new UnknownNameError(`step past the contract of ${system.name}`, name, known);
}
