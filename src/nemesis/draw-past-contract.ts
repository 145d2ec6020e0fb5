import type { PastContract } from '../claims/vocabulary.ts';
import type { Random } from '../workloads/random.ts';
import { drawFault, type FaultField } from './draw-fault.ts';
import type { Fault } from './fault.ts';
import type { Preset } from './preset.ts';

const MILLION = 1_000_000;
/** Long enough for others to notice, short enough to be over before the heal. */
const OUTAGE_MICROS = 500_000;
const SCOPES: Pick<Preset, 'scopes' | 'shapes'> = { scopes: ['all'], shapes: ['halves'] };

/** Draws the faults of a run one step past the contract, and nothing else. */
export function drawPastContract(random: Random, past: PastContract, field: FaultField): readonly Fault[] {
  if (past.kind === 'clock-jump') return drawJumps(random, past.amount, field);
  const servers = random.shuffle(field.targetsOf(past.kind));
  const atMicros = random.between(field.healMicros >> 2, field.healMicros >> 1);
  const targets = servers.slice(0, past.amount);
  switch (past.kind) {
    case 'disk-loss':
    case 'power-loss':
    case 'bit-rot':
    case 'misdirected-write':
    case 'read-error':
      return [{ kind: past.kind, id: 1, atMicros, durationMicros: OUTAGE_MICROS, targets }];
    case 'snapshot-rollback':
    case 'lying-fsync':
      return [{ kind: past.kind, id: 1, atMicros, durationMicros: field.healMicros >> 2, targets }];
    case 'clock-uncertainty':
      return drawLie(past.amount, field);
    case 'clock-offset':
    case 'clock-freeze':
    case 'clock-drift':
    case 'clock-rates':
    case 'clock-strobe': {
      const { amount } = past;
      const contract = { ...field.contract, clockOffsetMicros: amount, clockDriftPpm: amount };
      const interval = { id: 1, atMicros: MILLION, durationMicros: field.healMicros - 2 * MILLION };
      return [drawFault(random, past.kind, interval, SCOPES, { ...field, contract })];
    }
    default:
      throw new RangeError(`no run past the contract is known for ${past.kind}`);
  }
}

/** Clocks run as far apart as the contract allows, which an honest server reckons with; and servers say that they don't. */
function drawLie(amount: number, field: FaultField): readonly Fault[] {
  const interval = { atMicros: MILLION, durationMicros: field.healMicros - 2 * MILLION };
  const rates = { kind: 'clock-rates', id: 1, ...interval, amount: field.contract.clockDriftPpm } as const;
  return [
    { ...rates, targets: field.targetsOf('clock-rates') },
    { kind: 'clock-uncertainty', id: 2, ...interval, targets: field.targetsOf('clock-uncertainty'), amount },
  ];
}

/** One clock after another jumps, a server a second. */
function drawJumps(random: Random, most: number, field: FaultField): readonly Fault[] {
  const servers = random.shuffle(field.targetsOf('clock-jump'));
  return Array.from({ length: Math.floor(field.healMicros / MILLION) }, (_, nth) => ({
    kind: 'clock-jump',
    id: nth + 1,
    atMicros: nth * MILLION + random.between(100_000, 900_000),
    durationMicros: 100_000,
    targets: [random.pick(servers)],
    amount: (random.percent(50) ? 1 : -1) * random.between(most >> 1, most),
  }));
}
