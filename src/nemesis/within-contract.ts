import type { Contract, FaultKind } from '../claims/vocabulary.ts';
import type { Fault } from './fault.ts';

const DISK_DAMAGE: readonly FaultKind[] = [
  'disk-loss',
  'bit-rot',
  'misdirected-write',
  'read-error',
  'snapshot-rollback',
  'lying-fsync',
];

/** Whether a fault of this kind takes something from a disk that was safely on it. */
export function isDiskDamage(kind: FaultKind): boolean {
  return DISK_DAMAGE.includes(kind);
}

/**
 * Leaves out the faults that would together go further than the contract, though each alone keeps to it.
 * Takes faults in the order in which they begin, and keeps that order.
 */
export function keepWithinContract(faults: readonly Fault[], contract: Contract): readonly Fault[] {
  const { clockOffsetMicros, clockDriftPpm } = contract;
  const kept = withFewPowerLosses(awayFromDiskDamage(faults, contract), contract);
  const bounded = withBounded(kept, clockOffsetMicros, shiftOf);
  return withBounded(bounded, clockDriftPpm, rateOf);
}

/** A damaged disk is borne only while all other copies are whole and up to date: no other fault near it. */
function awayFromDiskDamage(faults: readonly Fault[], { settleMicros, disksLost }: Contract): readonly Fault[] {
  const damages: Fault[] = [];
  for (const fault of faults) {
    if (!isDiskDamage(fault.kind) || damages.length >= disksLost) continue;
    if (damages.every((damage) => isApart(fault, damage, settleMicros))) damages.push(fault);
  }
  return faults.filter((fault) =>
    isDiskDamage(fault.kind)
      ? damages.includes(fault)
      : damages.every((damage) => isApart(fault, damage, settleMicros)),
  );
}

/** Where memory is lost with the power, only so many servers may go dark before the others have written theirs down. */
function withFewPowerLosses(faults: readonly Fault[], { powerLossesAtOnce, settleMicros }: Contract): readonly Fault[] {
  if (powerLossesAtOnce === undefined) return faults;
  const losses: Fault[] = [];
  return faults.filter((fault) => {
    if (fault.kind !== 'power-loss') return true;
    const isWithin = fault.targets !== 'primaries' && fault.targets.length <= powerLossesAtOnce;
    if (!isWithin || !losses.every((loss) => isApart(fault, loss, settleMicros))) return false;
    losses.push(fault);
    return true;
  });
}

function isApart(a: Fault, b: Fault, settleMicros: number): boolean {
  const endOfA = a.atMicros + a.durationMicros;
  const endOfB = b.atMicros + b.durationMicros;
  return endOfA + settleMicros < b.atMicros || endOfB + settleMicros < a.atMicros;
}

/** What a fault adds to the error of clocks, either way, and whether that stays when it ends. */
interface ClockError {
  readonly targets: readonly string[];
  readonly ahead: number;
  readonly behind: number;
  readonly isLasting: boolean;
}

/** Microseconds by which it sets clocks off. */
function shiftOf(fault: Fault): ClockError | undefined {
  const { kind } = fault;
  if (kind === 'clock-offset' || kind === 'clock-jump' || kind === 'clock-freeze')
    return errorOf(fault.targets, fault.amount, kind === 'clock-jump');
  return kind === 'clock-strobe' ? errorOf(fault.targets, fault.amount, false) : undefined;
}

/** Millionths by which it changes the rates of clocks. */
function rateOf(fault: Fault): ClockError | undefined {
  const { kind } = fault;
  if (kind === 'clock-drift') return errorOf(fault.targets, fault.amount, false);
  if (kind !== 'clock-rates') return undefined;
  const most = Math.abs(fault.amount);
  return { targets: fault.targets, ahead: most, behind: most, isLasting: false };
}

function errorOf(targets: readonly string[], amount: number, isLasting: boolean): ClockError {
  return { targets, ahead: Math.max(0, amount), behind: Math.max(0, -amount), isLasting };
}

/** Errors of one clock add up: their sum, either way, keeps to the contract too. */
function withBounded(
  faults: readonly Fault[],
  most: number,
  errorBy: (fault: Fault) => ClockError | undefined,
): readonly Fault[] {
  const kept: { readonly error: ClockError; readonly endMicros: number }[] = [];
  return faults.filter((fault) => {
    const error = errorBy(fault);
    if (error === undefined) return true;
    const isWithin = error.targets.every((name) => {
      const others = kept.filter((other) => {
        const isActive = other.error.isLasting || other.endMicros >= fault.atMicros;
        return isActive && other.error.targets.includes(name);
      });
      const sum = (way: 'ahead' | 'behind') => others.reduce((total, other) => total + other.error[way], error[way]);
      return (error.ahead === 0 || sum('ahead') <= most) && (error.behind === 0 || sum('behind') <= most);
    });
    if (isWithin) kept.push({ error, endMicros: fault.atMicros + fault.durationMicros });
    return isWithin;
  });
}
