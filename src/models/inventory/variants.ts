import { CORRECT_LOG } from '../parts/replicated-log/mechanisms.ts';
import type { Variant } from '../system.ts';
import { CORRECT, type Mechanisms } from './mechanisms.ts';

interface InventoryVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

const VARIANTS: readonly InventoryVariant[] = [
  {
    name: 'check-then-reserve',
    mistake: 'A shop reads how many units are free, and takes them later without looking again.',
    anomaly: 'oversell: two customers are given the last units',
    guarantee: 'no-oversell',
    preset: 'none',
    mechanisms: { isCheckedUnderLock: false },
  },
  {
    name: 'no-fencing',
    mistake: 'The store takes every change, also from a shop that has lost the lock and does not know it.',
    anomaly: 'oversell: a shop that was paused for longer than its lease gives out units that others have given out',
    guarantee: 'no-oversell',
    preset: 'doctor',
    mechanisms: { isFenced: false },
  },
  {
    name: 'expiry-and-confirm-both-win',
    mistake: 'Expiry returns the units of those that it found due, and confirmation does not look at the time.',
    anomaly: 'two ends: units are sold and returned',
    guarantee: 'reservation-life-cycle',
    preset: 'everything',
    mechanisms: { isConfirmTimed: false, isExpiryRechecked: false },
  },
  {
    name: 'acknowledged-before-fsync',
    mistake: 'A server says that it has a line of the log before the line is on its disk.',
    anomaly: 'lost reservation: what was acknowledged is gone after a power loss',
    guarantee: 'no-lost-reservation',
    preset: 'chaos-monkey',
    mechanisms: { log: { ...CORRECT_LOG, isAcceptSynced: false } },
  },
  {
    name: 'cancel-not-idempotent',
    mistake: 'A cancellation that is repeated returns the units once more.',
    anomaly: 'units invented',
    guarantee: 'stock-conservation',
    preset: 'none',
    mechanisms: { isCancelRemembered: false },
  },
  {
    name: 'fails-open',
    mistake: 'A shop that cannot reach the store answers by what it knew last.',
    anomaly: 'answered in minority',
    guarantee: 'minority-refuses',
    preset: 'split-brain',
    mechanisms: { failsOpen: true },
  },
];

export const INVENTORY_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}
