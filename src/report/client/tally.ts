import type { Outcome } from '../../history/history.ts';
import type { LaneItem } from '../timeline/lanes.ts';

/** Of a lane's operations, how many of each outcome stand before a position: so many of any stretch are known at once. */
export class Tally {
  readonly #before: Readonly<Record<Outcome, Int32Array>>;

  /** Counts all of them, or those that `isCounted` picks. */
  constructor(items: readonly LaneItem[], isCounted: (item: LaneItem) => boolean = () => true) {
    const counted = items.map((item) => (isCounted(item) ? item.invocation?.outcome : undefined));
    this.#before = { ok: sumsOf(counted, 'ok'), fail: sumsOf(counted, 'fail'), info: sumsOf(counted, 'info') };
  }

  /** How many operations of an outcome there are from position `first` on, before `end`. */
  count(outcome: Outcome, first: number, end: number): number {
    const before = this.#before[outcome];
    return (before[end] ?? 0) - (before[first] ?? 0);
  }
}

function sumsOf(outcomes: readonly (Outcome | undefined)[], wanted: Outcome): Int32Array {
  const sums = new Int32Array(outcomes.length + 1);
  let sum = 0;
  outcomes.forEach((outcome, nth) => {
    if (outcome === wanted) sum++;
    sums[nth + 1] = sum;
  });
  return sums;
}
