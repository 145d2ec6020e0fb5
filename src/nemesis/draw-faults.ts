import type { Contract, FaultKind, PastContract } from '../claims/vocabulary.ts';
import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import { drawGrudge } from './draw-grudge.ts';
import { drawSwizzle } from './draw-swizzle.ts';
import { drawTargets } from './draw-targets.ts';
import type { Fault } from './fault.ts';
import type { Preset } from './preset.ts';
import { keepWithinContract } from './within-contract.ts';

const MILLION = 1_000_000;
/** What waits for a rare moment must wait long. */
const LIE_IN_WAIT_MICROS = 4_000_000;

/** What faults are drawn for. */
export interface FaultField {
  readonly contract: Contract;
  readonly topology: Topology;
  /** No fault begins later. */
  readonly healMicros: number;
  /** Servers that faults of a kind may hit. */
  targetsOf(kind: FaultKind): readonly string[];
}

/** Draws the faults of a run: a preset, cut down to what the contract allows. */
export function drawFaults(random: Random, preset: Preset, field: FaultField): readonly Fault[] {
  const allowed = preset.kinds.filter((kind) => field.contract.faults.includes(kind));
  const kinds = preset.isSwarm ? drawSwarm(random.stream('swarm'), allowed) : allowed;
  const faults = kinds.flatMap((kind, nth) => drawKind(random.stream(kind), kind, 1000 * (nth + 1), preset, field));
  const begun = faults.filter((fault) => fault.atMicros < field.healMicros);
  begun.sort((a, b) => a.atMicros - b.atMicros || a.id - b.id);
  return keepWithinContract(begun, field.contract);
}

/** Draws the faults of a run one step past the contract, and nothing else. */
export function drawPastContract(random: Random, past: PastContract, field: FaultField): readonly Fault[] {
  const servers = random.shuffle(field.targetsOf(past.kind));
  if (past.kind === 'disk-loss') {
    const atMicros = random.between(field.healMicros >> 2, field.healMicros >> 1);
    const targets = servers.slice(0, past.amount);
    return [{ kind: 'disk-loss', id: 1, atMicros, durationMicros: 500_000, targets }];
  }
  if (past.kind !== 'clock-jump') throw new RangeError(`no run past the contract is known for ${past.kind}`);
  const jumps = Math.floor(field.healMicros / MILLION);
  return Array.from({ length: jumps }, (_, nth) => ({
    kind: 'clock-jump',
    id: nth + 1,
    atMicros: nth * MILLION + random.between(100_000, 900_000),
    durationMicros: 100_000,
    targets: [random.pick(servers)],
    amount: (random.percent(50) ? 1 : -1) * random.between(past.amount >> 1, past.amount),
  }));
}

function drawSwarm(random: Random, kinds: readonly FaultKind[]): readonly FaultKind[] {
  const drawn = kinds.filter(() => random.percent(50));
  return drawn.length > 0 || kinds.length === 0 ? drawn : [random.pick(kinds)];
}

function drawKind(random: Random, kind: FaultKind, firstId: number, preset: Preset, field: FaultField): Fault[] {
  const faults: Fault[] = [];
  const most = kind === 'disk-loss' ? field.contract.disksLost : kind === 'leap-second' ? 1 : Infinity;
  let atMicros = random.between(200_000, preset.gapMicros);
  while (atMicros < field.healMicros && faults.length < most) {
    const durationMicros = kind === 'mid-write-power-loss' ? LIE_IN_WAIT_MICROS : drawDuration(random);
    const fault = drawFault(random, kind, { id: firstId + faults.length, atMicros, durationMicros }, preset, field);
    if (fault.kind === 'partition' && fault.shape === 'swizzle')
      faults.push(...drawSwizzle(random, fault, field.topology));
    else faults.push(fault);
    atMicros += durationMicros + random.between(100_000, 2 * preset.gapMicros);
  }
  return faults;
}

/** Short and long ones alike: what breaks at a millisecond differs from what breaks at seconds. */
function drawDuration(random: Random): number {
  return random.pick([
    random.between(50_000, 300_000),
    random.between(300_000, 1_500_000),
    random.between(1_500_000, 4_000_000),
  ]);
}

function drawFault(
  random: Random,
  kind: FaultKind,
  interval: Pick<Fault, 'id' | 'atMicros' | 'durationMicros'>,
  preset: Preset,
  field: FaultField,
): Fault {
  const { contract, topology } = field;
  const hittable = field.targetsOf(kind);
  const targets = () => drawTargets(random, preset.scopes, topology, hittable);
  const listed = () => {
    const drawn = targets();
    return drawn === 'primaries' ? [random.pick(hittable)] : drawn;
  };
  const signed = (most: number) => random.between(-most, most);
  switch (kind) {
    case 'partition': {
      const shape = random.pick(preset.shapes);
      return { kind, ...interval, shape, deaf: drawGrudge(random, shape, topology) };
    }
    case 'crash':
    case 'power-loss':
    case 'pause':
      return { kind, ...interval, targets: targets() };
    case 'disk-loss':
      return { kind, ...interval, targets: [random.pick(hittable)] };
    case 'mid-write-power-loss':
      return { kind, ...interval, targets: hittable, darkMicros: random.between(50_000, 2_000_000) };
    case 'clock-offset':
    case 'clock-jump':
      return { kind, ...interval, targets: listed(), amount: signed(contract.clockOffsetMicros) };
    case 'clock-drift':
      return { kind, ...interval, targets: listed(), amount: signed(contract.clockDriftPpm) };
    case 'leap-second':
      return { kind, ...interval, targets: random.shuffle(hittable), spreadMicros: random.between(500_000, 4_000_000) };
    case 'loss':
      return { kind, ...interval, targets: listed(), perMillion: random.between(20_000, 300_000), micros: 0 };
    case 'duplication':
      return { kind, ...interval, targets: listed(), perMillion: random.between(50_000, MILLION / 2), micros: 0 };
    case 'reordering': {
      const perMillion = random.between(100_000, MILLION / 2);
      return { kind, ...interval, targets: listed(), perMillion, micros: random.between(1_000, 20_000) };
    }
    case 'delay':
      return { kind, ...interval, targets: listed(), perMillion: MILLION, micros: random.between(2_000, 80_000) };
  }
}
