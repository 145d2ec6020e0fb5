import type { Stretch } from './lanes.ts';

/**
 * For each operation of a linearization the slot that its point is in: the first one that is neither before its call
 * nor before an earlier point. That is always the slot of a call, and the operation always returns later, because a
 * linearization agrees with real time.
 */
export function pointSlots(linearization: readonly Stretch[]): number[] {
  let slot = 0;
  return linearization.map(({ startSlot }) => (slot = Math.max(slot, startSlot)));
}

/** For each slot, how many points of one linearization are in it, at most. */
export function crowdsOf(linearizations: readonly (readonly number[])[]): Map<number, number> {
  const crowds = new Map<number, number>();
  for (const slots of linearizations) {
    for (const [slot, points] of countSlots(slots)) crowds.set(slot, Math.max(crowds.get(slot) ?? 0, points));
  }
  return crowds;
}

/** Where the points are, in whole pixels: spread evenly between their slot and the next. */
export function pointPositions(slots: readonly number[], positions: Float64Array): number[] {
  const sizes = countSlots(slots);
  const placed = new Map<number, number>();
  return slots.map((slot) => {
    const rank = (placed.get(slot) ?? 0) + 1;
    placed.set(slot, rank);
    const left = positions[slot]!;
    return Math.round(left + ((positions[slot + 1]! - left) * rank) / (sizes.get(slot)! + 1));
  });
}

function countSlots(slots: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const slot of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return counts;
}
