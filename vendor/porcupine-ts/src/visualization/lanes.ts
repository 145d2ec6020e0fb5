/** A stretch of the axis that a box takes up, in slots; two that only share an end fit beside each other. */
export interface Stretch {
  readonly startSlot: number;
  readonly endSlot: number;
}

/** For each stretch the number of its lane, from 0, such that no two in a lane overlap; lanes are filled greedily. */
export function assignLanes(stretches: readonly Stretch[]): number[] {
  const lanes = stretches.map(() => 0);
  const ends: number[] = [];
  const byStart = stretches
    .map((_, index) => index)
    .sort((left, right) => stretches[left]!.startSlot - stretches[right]!.startSlot);
  for (const index of byStart) {
    const { startSlot, endSlot } = stretches[index]!;
    const free = ends.findIndex((end) => end <= startSlot);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = endSlot;
    lanes[index] = lane;
  }
  return lanes;
}
