import type { FaultInterval } from '../case/fault-intervals.ts';
import type { Lane } from './lanes.ts';
import { packRows } from './pack-rows.ts';
import type { Panel } from './panel.ts';
import { overlaps } from './window.ts';

export const PLOT_WIDTH = 968;
export const LABELS_WIDTH = 92;
export const PANEL_GAP = 64;

const FAULT_ROW = 17;
const AXIS = 26;

/** How a figure's rows are sized, in pixels. */
export interface RowSizes {
  readonly lane: number;
  readonly bar: number;
}

/** What a picture consists of and where its rows lie, in pixels from its top. */
export interface Layout {
  readonly panels: readonly Panel[];
  readonly lanes: readonly Lane[];
  readonly faults: readonly (FaultInterval & { readonly top: number })[];
  readonly healNanos: number | undefined;
  readonly sizes: RowSizes;
  readonly lanesTop: number;
  readonly lanesBottom: number;
  readonly height: number;
}

export const FAULT_HEIGHT: number = FAULT_ROW - 3;

export function layoutOf(
  panels: readonly Panel[],
  lanes: readonly Lane[],
  faults: readonly FaultInterval[],
  healNanos: number | undefined,
  sizes: RowSizes,
): Layout {
  const shown = faults.filter((fault) => panels.some((panel) => overlaps(panel, fault)));
  const rows = packRows(shown);
  const lanesTop = Math.max(1, ...rows.map((row) => row + 1)) * FAULT_ROW + 8;
  const lanesBottom = lanesTop + lanes.length * sizes.lane;
  return {
    panels,
    lanes,
    faults: shown.map((fault, nth) => ({ ...fault, top: (rows[nth] ?? 0) * FAULT_ROW })),
    healNanos,
    sizes,
    lanesTop,
    lanesBottom,
    height: lanesBottom + AXIS,
  };
}
