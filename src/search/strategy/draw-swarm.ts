import type { Settings, System } from '../../models/system.ts';
import { drawLastingFaults, drawMajority } from '../../nemesis/draw-core.ts';
import type { FaultField } from '../../nemesis/draw-fault.ts';
import { drawFaults } from '../../nemesis/draw-faults.ts';
import { drawPastContract } from '../../nemesis/draw-past-contract.ts';
import type { Fault } from '../../nemesis/fault.ts';
import { followScript } from '../../nemesis/follow-script.ts';
import { presetNamed } from '../../nemesis/preset.ts';
import type { Topology } from '../../simulation/topology.ts';
import { UnknownNameError } from '../../unknown-name-error.ts';
import type { PlannedOperation } from '../../workloads/planned-operation.ts';
import { Random } from '../../workloads/random.ts';
import type { Plan, PlanRequest } from '../plan.ts';

/** Everything of a request from a stream of its seed: which kinds of faults there are at all is drawn, too. */
export function drawSwarm(request: PlanRequest, system: System): Plan {
  const random = streamOf(request);
  const topology = system.drawTopology(random.stream('topology'));
  const settings = chooseSettings(system, system.drawSettings(random.stream('settings')), request);
  const operations = system.drawOperations(random.stream('operations'), topology, settings, request.operations);
  const core = drawCoreFor(system, topology, operations, random.stream('core'), request);
  const faults = drawFaultsFor(system, { topology, ...(core === undefined ? {} : { core }) }, request);
  const { variant, seed, preset, pastContract, scenario } = request;
  return {
    format: 'capcheck-plan/1',
    system: system.name,
    variant,
    seed,
    preset,
    pastContract,
    ...(scenario !== undefined && { scenario }),
    ...(scenario?.links !== undefined && { links: scenario.links }),
    topology,
    settings,
    operations,
    faults,
    ...(core === undefined ? {} : { core }),
  };
}

/** The faults of a request, for machines that may have been drawn from another one. */
export function drawFaultsFor(
  system: System,
  { topology, core }: Pick<Plan, 'topology' | 'core'>,
  request: PlanRequest,
): readonly Fault[] {
  const random = streamOf(request).stream('faults');
  const everyServer = topology.servers.map((server) => server.name);
  const field: FaultField = {
    contract: system.claim.contract,
    topology,
    healMicros: system.phases.healMicros,
    targetsOf: (kind) => system.faultTargets?.(kind, topology) ?? everyServer,
  };
  if (request.scenario !== undefined) return followScript(random, request.scenario.steps, field);
  if (request.pastContract === null) {
    const faults = drawFaults(random, presetNamed(request.preset), field);
    return core === undefined ? faults : [...faults, ...drawLastingFaults(random.stream('lasting'), core, field)];
  }
  return drawPastContract(random, pastContractNamed(system, request.pastContract), field);
}

function streamOf({ system, seed }: PlanRequest): Random {
  return new Random(`${system}/${seed}`);
}

/** The settings that were drawn, and in their place those of the scenario. */
function chooseSettings({ name: system }: System, drawn: Settings, { scenario }: PlanRequest): Settings {
  const given = Object.entries(scenario?.workload?.settings ?? {});
  const known = Object.keys(drawn);
  for (const [name, value] of given) {
    if (!known.includes(name)) throw new UnknownNameError(`setting of ${system}`, name, known);
    if (typeof value !== typeof drawn[name])
      throw new TypeError(`the setting ${name} of ${system} is a ${typeof drawn[name]}, not ${String(value)}.`);
  }
  return given.length === 0 ? drawn : { ...drawn, ...Object.fromEntries(given) };
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

function pastContractNamed(system: System, name: string): System['claim']['pastContract'][number] {
  const past = system.claim.pastContract.find((step) => step.name === name);
  if (past !== undefined) return past;
  const known = system.claim.pastContract.map((step) => step.name);
  throw new UnknownNameError(`step past the contract of ${system.name}`, name, known);
}
