import type { FaultKind } from '../claims/vocabulary.ts';
import type { Random } from '../workloads/random.ts';
import { drawFault, type FaultField } from './draw-fault.ts';
import { drawSwizzle } from './draw-swizzle.ts';
import type { Fault } from './fault.ts';
import { followScript } from './follow-script.ts';
import type { Preset } from './preset.ts';
import { isDiskDamage, keepWithinContract } from './within-contract.ts';

/** In so many of a hundred runs of a swarm each of the rarer kinds exists. */
const RARE_PERCENT = 8;
/** Happens once in a run, if at all. */
const ONCE: readonly FaultKind[] = ['leap-second', 'rolling-upgrade'];
/** What waits for a rare moment must wait long. */
const LIE_IN_WAIT_MICROS = 4_000_000;

/** Draws the faults of a run: a preset, cut down to what the contract allows. */
export function drawFaults(random: Random, preset: Preset, field: FaultField): readonly Fault[] {
  if (preset.steps !== undefined) return followScript(random, preset.steps, field);
  const isAllowed = (kind: FaultKind): boolean => field.contract.faults.includes(kind);
  const common = preset.kinds.filter(isAllowed);
  const drawn = preset.isSwarm ? drawSwarm(random.stream('swarm'), common) : common;
  const rare = preset.rareKinds.filter(
    (kind) => isAllowed(kind) && random.stream(`rare ${kind}`).percent(RARE_PERCENT),
  );
  const faults = [...drawn, ...rare].flatMap((kind, nth) =>
    drawKind(random.stream(kind), kind, 1000 * (nth + 1), preset, field),
  );
  const begun = faults.filter((fault) => fault.atMicros < field.healMicros);
  begun.sort((a, b) => a.atMicros - b.atMicros || a.id - b.id);
  return keepWithinContract(begun, field.contract);
}

function drawSwarm(random: Random, kinds: readonly FaultKind[]): readonly FaultKind[] {
  const drawn = kinds.filter(() => random.percent(50));
  return drawn.length > 0 || kinds.length === 0 ? drawn : [random.pick(kinds)];
}

function drawKind(random: Random, kind: FaultKind, firstId: number, preset: Preset, field: FaultField): Fault[] {
  const faults: Fault[] = [];
  const most = isDiskDamage(kind) ? field.contract.disksLost : ONCE.includes(kind) ? 1 : Infinity;
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
