import type { Contract, FaultKind } from '../claims/vocabulary.ts';
import type { Topology } from '../simulation/topology.ts';
import type { Random } from '../workloads/random.ts';
import { drawGrudge } from './draw-grudge.ts';
import { drawTargets } from './draw-targets.ts';
import type { Fault } from './fault.ts';
import type { Preset } from './preset.ts';

const MILLION = 1_000_000;

/** What faults are drawn for. */
export interface FaultField {
  readonly contract: Contract;
  readonly topology: Topology;
  /** No fault begins later. */
  readonly healMicros: number;
  /** Servers that faults of a kind may hit. */
  targetsOf(kind: FaultKind): readonly string[];
}

/** Draws one fault of a kind for an interval: its targets by the preset's scopes, its amounts within the contract. */
export function drawFault(
  random: Random,
  kind: FaultKind,
  interval: Pick<Fault, 'id' | 'atMicros' | 'durationMicros'>,
  preset: Pick<Preset, 'scopes' | 'shapes'>,
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
  /** What can be one number only is not drawn. */
  const within = ([low, high]: readonly [number, number]) => (low === high ? low : random.between(low, high));
  const message = (perMillion: readonly [number, number], micros: readonly [number, number]) => ({
    targets: listed(),
    perMillion: within(perMillion),
    micros: within(micros),
  });
  switch (kind) {
    case 'partition': {
      const shape = random.pick(preset.shapes);
      return { kind, ...interval, shape, deaf: drawGrudge(random, shape, topology) };
    }
    case 'crash':
    case 'power-loss':
    case 'pause':
    case 'full-disk':
    case 'stalled-disk':
    case 'thundering-herd':
    case 'hot-key':
      return { kind, ...interval, targets: targets() };
    case 'disk-loss':
    case 'bit-rot':
    case 'misdirected-write':
    case 'read-error':
    case 'snapshot-rollback':
    case 'lying-fsync':
    case 'membership-change':
      return { kind, ...interval, targets: [random.pick(hittable)] };
    case 'mid-write-power-loss':
      return { kind, ...interval, targets: hittable, darkMicros: random.between(50_000, 2_000_000) };
    case 'slow-cpu':
      return { kind, ...interval, targets: targets(), micros: random.between(100, 3_000) };
    case 'slow-disk':
      return { kind, ...interval, targets: targets(), micros: random.between(1_000, 60_000) };
    case 'restart-loop':
      return { kind, ...interval, targets: targets(), micros: random.between(100_000, 800_000) };
    case 'rolling-upgrade':
      return { kind, ...interval, targets: random.shuffle(hittable), micros: random.between(50_000, 400_000) };
    case 'clock-offset':
    case 'clock-jump':
      return { kind, ...interval, targets: listed(), amount: signed(contract.clockOffsetMicros) };
    case 'clock-freeze':
      return { kind, ...interval, targets: listed(), amount: -interval.durationMicros };
    case 'clock-uncertainty':
      return { kind, ...interval, targets: hittable, amount: MILLION };
    case 'clock-strobe': {
      const amount = signed(contract.clockOffsetMicros);
      return { kind, ...interval, targets: listed(), amount, periodMicros: random.between(1_000, 300_000) };
    }
    case 'clock-drift':
      return { kind, ...interval, targets: listed(), amount: signed(contract.clockDriftPpm) };
    case 'clock-rates':
      return { kind, ...interval, targets: random.shuffle(hittable), amount: signed(contract.clockDriftPpm) };
    case 'leap-second':
      return { kind, ...interval, targets: random.shuffle(hittable), spreadMicros: random.between(500_000, 4_000_000) };
    case 'loss':
      return { kind, ...interval, ...message([20_000, 300_000], [0, 0]) };
    case 'duplication':
      return { kind, ...interval, ...message([50_000, MILLION / 2], [0, 0]) };
    case 'reordering':
      return { kind, ...interval, ...message([100_000, MILLION / 2], [1_000, 20_000]) };
    case 'delay':
      return { kind, ...interval, ...message([MILLION, MILLION], [2_000, 80_000]) };
    case 'corruption':
    case 'malformed-response':
      return { kind, ...interval, ...message([20_000, 300_000], [0, 0]) };
    case 'slow-dependency':
      return { kind, ...interval, ...message([MILLION, MILLION], [100_000, 1_500_000]) };
    case 'duplicate-storm':
      return { kind, ...interval, ...message([100_000, MILLION / 2], [1_000, 100_000]) };
    case 'heavy-tail':
      return { kind, ...interval, ...message([10_000, 200_000], [0, 0]) };
    case 'bandwidth':
      return { kind, ...interval, ...message([MILLION, MILLION], [200, 5_000]) };
    case 'clog':
    case 'reset':
      return { kind, ...interval, ...message([MILLION, MILLION], [0, 0]) };
    case 'retry-storm':
      return { kind, ...interval, ...message([MILLION / 2, MILLION], [5_000, 200_000]) };
  }
}
