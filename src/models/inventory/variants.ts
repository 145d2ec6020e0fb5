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
];

export const INVENTORY_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}
