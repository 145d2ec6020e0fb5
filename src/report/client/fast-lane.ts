import { firstAtOrAfter } from '../timeline/lower-bound.ts';
import type { Lane, LaneItem } from '../timeline/lanes.ts';
import type { Window } from '../timeline/window.ts';
import { Tally } from './tally.ts';

/** A lane whose items are found by time without looking at all of them. */
export class FastLane {
  readonly name: string;
  readonly detail: string;
  readonly items: readonly LaneItem[];
  /** When each item begins, ascending. */
  readonly begins: Float64Array;
  readonly tally: Tally;
  /** Positions of the items that the violation cites. */
  readonly cited: readonly number[];
  /** Positions of the items that have not ended when the next one begins. */
  readonly #lasting: readonly number[];

  constructor({ name, detail, items }: Lane) {
    this.name = name;
    this.detail = detail;
    this.items = items;
    this.begins = Float64Array.from(items, ({ fromNanos }) => fromNanos);
    this.tally = new Tally(items);
    this.cited = positionsOf(items, ({ cited }) => cited !== undefined);
    this.#lasting = positionsOf(items, ({ toNanos }, nth) => toNanos > (items[nth + 1]?.fromNanos ?? Infinity));
  }

  /** The positions of the items that begin in a window: from `first` on, before `end`. */
  beginningIn({ fromNanos, toNanos }: Window): { readonly first: number; readonly end: number } {
    return { first: firstAtOrAfter(this.begins, fromNanos), end: firstAtOrAfter(this.begins, toNanos) };
  }

  /** The positions of the items that began before a window and reach into it, or end less than `fadeNanos` before it. */
  reachingInto({ fromNanos }: Window, fadeNanos: number): readonly number[] {
    const next = firstAtOrAfter(this.begins, fromNanos);
    const candidates = new Set([...this.#lasting.filter((nth) => nth < next), next - 2, next - 1]);
    return [...candidates].filter((nth) => nth >= 0 && (this.items[nth]?.toNanos ?? 0) + fadeNanos >= fromNanos);
  }
}

function positionsOf(items: readonly LaneItem[], is: (item: LaneItem, nth: number) => boolean): readonly number[] {
  return items.flatMap((item, nth) => (is(item, nth) ? [nth] : []));
}
