import type { Window } from './window.ts';

/** Puts intervals into as few rows as they need so that none covers another: the row of each, in the given order. */
export function packRows(intervals: readonly Window[]): readonly number[] {
  const ends: number[] = [];
  const rows = new Array<number>(intervals.length).fill(0);
  const order = intervals.map((interval, nth) => ({ interval, nth }));
  order.sort((a, b) => a.interval.fromNanos - b.interval.fromNanos || a.nth - b.nth);
  for (const { interval, nth } of order) {
    const free = ends.findIndex((end) => end <= interval.fromNanos);
    const row = free < 0 ? ends.length : free;
    ends[row] = interval.toNanos;
    rows[nth] = row;
  }
  return rows;
}
