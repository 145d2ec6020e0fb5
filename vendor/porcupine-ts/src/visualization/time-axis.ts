import { compareTimes, type Time } from '../time.ts';

/** Distance between neighbouring slots that hold no points, in pixels. */
const SLOT_GAP_PX = 8;
/** Room for one linearization point, in pixels. */
const POINT_GAP_PX = 14;

/** What the axis must make room for. */
export interface Span {
  readonly startSlot: number;
  readonly endSlot: number;
  /** In pixels. */
  readonly minWidth: number;
}

/**
 * The horizontal axis: the order of times, not their distances, since real ones differ by factors of millions. Each
 * distinct time has two slots, one for what starts then and one, after it, for what ends then, so that operations which
 * only touch are seen to overlap.
 */
export class TimeAxis {
  readonly slotCount: number;
  private readonly ranks: ReadonlyMap<Time, number>;

  constructor(times: Iterable<Time>) {
    const ranks = new Map<Time, number>();
    let previous: Time | undefined;
    let rank = -1;
    for (const time of [...new Set(times)].sort(compareTimes)) {
      // 1 and 1n are different keys, but one time.
      if (previous === undefined || compareTimes(previous, time) !== 0) rank++;
      ranks.set(time, rank);
      previous = time;
    }
    this.ranks = ranks;
    this.slotCount = 2 * (rank + 1);
  }

  /** The slot of what starts at `time`, which must be one of the axis. */
  startSlot(time: Time): number {
    return 2 * this.ranks.get(time)!;
  }

  /** The slot of what ends at `time`. */
  endSlot(time: Time): number {
    return this.startSlot(time) + 1;
  }

  /**
   * Where the slots are, in pixels from the left, such that every span is wide enough for its text and every slot for
   * its points.
   *
   * @param crowds for a slot, the largest number of points that lie between it and the next
   */
  place(spans: readonly Span[], crowds: ReadonlyMap<number, number>): Float64Array {
    const byEnd = [...spans].sort((left, right) => left.endSlot - right.endSlot);
    const positions = new Float64Array(this.slotCount);
    let next = 0;
    for (let slot = 1; slot < this.slotCount; slot++) {
      let position = positions[slot - 1]! + SLOT_GAP_PX + POINT_GAP_PX * (crowds.get(slot - 1) ?? 0);
      for (; byEnd[next]?.endSlot === slot; next++) {
        position = Math.max(position, positions[byEnd[next]!.startSlot]! + byEnd[next]!.minWidth);
      }
      positions[slot] = Math.ceil(position);
    }
    return positions;
  }
}
