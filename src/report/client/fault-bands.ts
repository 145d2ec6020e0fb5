import type { FaultInterval } from '../case/fault-intervals.ts';
import { type FaultGroup, faultGroupOf } from '../timeline/fault-group.ts';
import { packRows } from '../timeline/pack-rows.ts';
import type { ColourName, Palette } from './palette.ts';
import type { Scale } from './scale.ts';
import { FONT } from './surface.ts';

export const STRIP = 16;
const MOST_ROWS = 9;

const COLOURS: Readonly<Record<FaultGroup, ColourName>> = {
  network: 'network',
  process: 'process',
  clock: 'clock',
  messages: 'messages',
  waiting: 'quiet',
};

export function colourOfFault(kind: string): ColourName {
  return COLOURS[faultGroupOf(kind)];
}

/** Faults in as few rows as they need. */
export interface FaultRows {
  readonly faults: readonly (FaultInterval & { readonly row: number })[];
  readonly rows: number;
}

export function arrangeFaults(faults: readonly FaultInterval[]): FaultRows {
  const rows = packRows(faults).map((row) => Math.min(row, MOST_ROWS - 1));
  return {
    faults: faults.map((fault, nth) => ({ ...fault, row: rows[nth] ?? 0 })),
    rows: Math.max(0, ...rows.map((row) => row + 1)),
  };
}

/** Strips with numbers at the top, and a faint band behind all that happened meanwhile. */
export function drawFaults(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { faults }: FaultRows,
  scale: Scale,
  top: number,
  bottom: number,
): void {
  const end = scale.start + scale.length;
  context.font = FONT;
  context.textBaseline = 'middle';
  for (const { fromNanos, toNanos, number, kind, row } of faults) {
    const left = Math.max(scale.start, scale.at(fromNanos));
    const right = Math.min(end, scale.at(toNanos));
    if (right < scale.start || left > end) continue;
    const width = Math.max(2, right - left);
    const y = row * STRIP;
    context.fillStyle = palette[colourOfFault(kind)];
    context.globalAlpha = 0.06;
    context.fillRect(left, top, width, bottom - top);
    context.globalAlpha = 0.22;
    context.fillRect(left, y, width, STRIP - 2);
    context.globalAlpha = 1;
    context.fillStyle = palette.ink;
    const text = width > 90 ? `${number} ${kind}` : `${number}`;
    if (width > 12) context.fillText(text, left + 4, y + STRIP / 2 - 1, width - 6);
  }
}
