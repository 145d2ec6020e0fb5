import type { Topology } from '../simulation/topology.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import type { Random } from '../workloads/random.ts';
import { drawFault, type FaultField } from './draw-fault.ts';
import { separate } from './draw-grudge.ts';
import { drawTargets } from './draw-targets.ts';
import { parseDuration } from './duration.ts';
import type { Fault, Targets } from './fault.ts';
import type { Scope } from './preset.ts';
import type { Step } from './scenario.generated.ts';
import { StepError } from './step-error.ts';
import { isDiskDamage } from './within-contract.ts';

const MILLION = 1_000_000;
const IDS_A_STEP = 1_000;

/**
 * The faults of a script. It is not cut down to the contract: an incident happens as it happened.
 *
 * @throws StepError for a step that can't happen in this cluster, or not as it says.
 */
export function followScript(random: Random, steps: readonly Step[], field: FaultField): readonly Fault[] {
  const faults = steps.flatMap((step, nth) => {
    const inStep = (name: string, problem: string): StepError => new StepError(nth, name, problem);
    const { times = 1 } = step;
    if (times > 1 && step.every === undefined) throw inStep('times', 'say with "every" how far apart the times are.');
    const everyMicros = readDuration(step.every ?? '0us', 'every', inStep);
    const firstMicros = readDuration(step.at, 'at', inStep);
    const durationMicros = readDuration(step.for, 'for', inStep);
    if (firstMicros >= field.healMicros)
      throw inStep('at', `${step.at} is not before the heal, which is at ${field.healMicros / MILLION}s.`);
    return Array.from({ length: times }, (_, time): Fault => {
      const interval = {
        id: IDS_A_STEP * (nth + 1) + time,
        atMicros: firstMicros + time * everyMicros,
        durationMicros,
      };
      const fault = drawStep(random.stream(`${nth}/${time}`), step, interval, field, inStep);
      return withAmounts(fault, step.with ?? {}, inStep);
    });
  });
  return faults.sort((a, b) => a.atMicros - b.atMicros || a.id - b.id);
}

type InStep = (field: string, problem: string) => StepError;

function readDuration(text: string, name: string, inStep: InStep): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw error instanceof RangeError ? inStep(name, `${error.message}.`) : error;
  }
}

/** Draws whatever the step leaves open. */
function drawStep(
  random: Random,
  { fault: kind, target = 'all', shape }: Step,
  interval: Pick<Fault, 'id' | 'atMicros' | 'durationMicros'>,
  field: FaultField,
  inStep: InStep,
): Fault {
  if (shape !== undefined && kind !== 'partition') throw inStep('shape', `only a partition has a shape, not ${kind}.`);
  const scope: Scope = typeof target === 'string' ? target : 'all';
  const named = typeof target === 'string' ? undefined : serversAt(target, field.topology, inStep);
  if (kind === 'partition' && shape === undefined) {
    const cutOff = named ?? drawTargets(random, [scope], field.topology, field.targetsOf(kind));
    return cut(interval, cutOff, field.topology);
  }
  const drawn = drawFault(random, kind, interval, { scopes: [scope], shapes: [shape ?? 'halves'] }, field);
  if (drawn.kind === 'partition') return drawn;
  if (named !== undefined) return { ...drawn, targets: named };
  // Left to itself chance damages one disk at a time; a script says how many.
  if (!isDiskDamage(kind)) return drawn;
  return { ...drawn, targets: drawTargets(random, [scope], field.topology, field.targetsOf(kind)) } as Fault;
}

/** Cuts some servers off from all others. */
function cut(interval: Pick<Fault, 'id' | 'atMicros' | 'durationMicros'>, targets: Targets, topology: Topology): Fault {
  if (targets === 'primaries') return { kind: 'partition', ...interval, shape: 'primaries', deaf: {} };
  const others = topology.servers.map(({ name }) => name).filter((name) => !targets.includes(name));
  return { kind: 'partition', ...interval, shape: 'halves', deaf: separate([targets, others]) };
}

/** The servers that a step names, or all that stand in a rack, a zone or a region. */
function serversAt(
  target: Exclude<Step['target'], string | undefined>,
  { servers }: Topology,
  inStep: InStep,
): readonly string[] {
  const [place, wanted]: readonly ['name' | 'rack' | 'zone' | 'region', readonly string[]] =
    'servers' in target
      ? ['name', target.servers]
      : 'rack' in target
        ? ['rack', [target.rack]]
        : 'zone' in target
          ? ['zone', [target.zone]]
          : ['region', [target.region]];
  const known = [...new Set(servers.map((server) => server[place]))];
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const what = place === 'name' ? 'server' : place;
    throw inStep('target', new UnknownNameError(what, unknown, known).message);
  }
  return servers.filter((server) => wanted.includes(server[place])).map(({ name }) => name);
}

/** Sets what a step says of how far its fault goes. */
function withAmounts(fault: Fault, amounts: Readonly<Record<string, number>>, inStep: InStep): Fault {
  const { id: _, atMicros: __, durationMicros: ___, ...others } = fault;
  const known = Object.entries(others).flatMap(([name, value]) => (typeof value === 'number' ? [name] : []));
  for (const [name, value] of Object.entries(amounts)) {
    if (!known.includes(name))
      throw inStep('with', new UnknownNameError(`amount of ${fault.kind}`, name, known).message);
    if (name === 'perMillion' && (value < 0 || value > MILLION))
      throw inStep('with', `perMillion is ${value}, which is not from 0 to ${MILLION}.`);
    if (name !== 'amount' && value < 0) throw inStep('with', `${name} is ${value}, which is below 0.`);
  }
  return { ...fault, ...amounts };
}
