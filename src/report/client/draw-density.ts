import { firstAtOrAfter } from '../timeline/lower-bound.ts';
import type { FastLane } from './fast-lane.ts';
import type { Palette } from './palette.ts';
import type { Scale } from './scale.ts';
import type { Tally } from './tally.ts';

/** Pixels for which one column stands. */
const COLUMN = 3;

/** Operations that begin in the time of one column. */
interface Column {
  readonly x: number;
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
}

const NONE: Column = { x: 0, ok: 0, fail: 0, info: 0 };

/** Where the bars of a lane stand. */
export interface LanePlace {
  readonly centre: number;
  readonly thickness: number;
}

/** Whether so many operations of a lane begin in the window that their bars could not be told apart. */
export function isDense(lane: FastLane, scale: Scale): boolean {
  const { first, end } = lane.beginningIn(scale.window);
  return (end - first) * 2 * COLUMN > scale.length;
}

/**
 * A lane that is too full for bars: how many operations begin in each column. The place tells the outcome: the height of a
 * column is the number of those that are ok, a dot above it stands for unknown ones, a dot below it for failed ones.
 */
export function drawDensity(
  context: CanvasRenderingContext2D,
  palette: Palette,
  lane: FastLane,
  tally: Tally,
  scale: Scale,
  { centre, thickness }: LanePlace,
): void {
  const columns = columnsOf(lane, tally, scale);
  const full = fullHeight(columns);
  const bottom = centre + thickness / 2;
  const heightOf = ({ ok }: Column): number => (ok === 0 ? 0 : Math.max(2, Math.round((ok / full) * thickness)));
  context.fillStyle = palette.ok;
  for (let nth = 0, end = 0; nth < columns.length; nth = end) {
    // Columns of one height are one rectangle: a full lane has hundreds of them.
    const tall = heightOf(columns[nth] ?? NONE);
    for (end = nth + 1; end < columns.length && heightOf(columns[end] ?? NONE) === tall;) end++;
    const [x, endX] = [columns[nth]?.x ?? 0, (columns[end - 1]?.x ?? 0) + COLUMN];
    context.fillRect(x, bottom - tall, endX - x, tall);
  }
  context.fillStyle = palette.info;
  for (const { x, info } of columns) if (info > 0) context.fillRect(x, bottom - thickness - COLUMN - 1, COLUMN, COLUMN);
  context.fillStyle = palette.fail;
  for (const { x, fail } of columns) if (fail > 0) context.fillRect(x, bottom + 1, COLUMN, COLUMN);
}

/** Columns begin at multiples of their length, not at the edge of the picture: so they keep their shape while it is panned. */
function columnsOf({ begins }: FastLane, tally: Tally, scale: Scale): readonly Column[] {
  const length = scale.nanosAt(COLUMN) - scale.nanosAt(0);
  const columns: Column[] = [];
  let nth = Math.floor(scale.window.fromNanos / length);
  let first = firstAtOrAfter(begins, nth * length);
  for (; nth * length < scale.window.toNanos; nth++) {
    const end = firstAtOrAfter(begins, (nth + 1) * length);
    const count = (outcome: 'ok' | 'fail' | 'info'): number => tally.count(outcome, first, end);
    columns.push({ x: Math.round(scale.at(nth * length)), ok: count('ok'), fail: count('fail'), info: count('info') });
    first = end;
  }
  return columns;
}

/** A power of two, so that heights don't change with every operation that comes into view. */
function fullHeight(columns: readonly Column[]): number {
  const most = columns.reduce((sofar, { ok }) => Math.max(sofar, ok), 1);
  return 2 ** Math.ceil(Math.log2(most));
}
