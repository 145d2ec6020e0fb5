import type { Contract } from '../claims/vocabulary.ts';
import type { ClockFault, Fault } from './fault.ts';

/**
 * Leaves out the faults that would together go further than the contract, though each alone keeps to it.
 * Takes faults in the order in which they begin, and keeps that order.
 */
export function keepWithinContract(faults: readonly Fault[], contract: Contract): readonly Fault[] {
  return withBoundedClocks(awayFromDiskLosses(faults, contract), contract);
}

/** A lost disk is borne only while all other copies are whole and up to date: no other fault near it. */
function awayFromDiskLosses(faults: readonly Fault[], { settleMicros }: Contract): readonly Fault[] {
  const losses: Fault[] = [];
  for (const fault of faults) {
    if (fault.kind !== 'disk-loss') continue;
    if (losses.every((loss) => isApart(fault, loss, settleMicros))) losses.push(fault);
  }
  return faults.filter((fault) =>
    fault.kind === 'disk-loss' ? losses.includes(fault) : losses.every((loss) => isApart(fault, loss, settleMicros)),
  );
}

function isApart(a: Fault, b: Fault, settleMicros: number): boolean {
  const endOfA = a.atMicros + a.durationMicros;
  const endOfB = b.atMicros + b.durationMicros;
  return endOfA + settleMicros < b.atMicros || endOfB + settleMicros < a.atMicros;
}

/** Offsets and jumps of one clock add up, and a jump stays: their sum, either way, keeps to the contract too. */
function withBoundedClocks(faults: readonly Fault[], { clockOffsetMicros }: Contract): readonly Fault[] {
  const kept: ClockFault[] = [];
  return faults.filter((fault) => {
    if (fault.kind !== 'clock-offset' && fault.kind !== 'clock-jump') return true;
    const isWithin = fault.targets.every((name) => {
      const sameWay = kept.filter((other) => other.targets.includes(name) && other.amount > 0 === fault.amount > 0);
      const lasting = sameWay.filter(
        (other) => other.kind === 'clock-jump' || other.atMicros + other.durationMicros >= fault.atMicros,
      );
      const sum = lasting.reduce((total, other) => total + Math.abs(other.amount), Math.abs(fault.amount));
      return sum <= clockOffsetMicros;
    });
    if (isWithin) kept.push(fault);
    return isWithin;
  });
}
