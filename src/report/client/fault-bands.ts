import type { FaultInterval } from '../case/fault-intervals.ts';
import { type FaultGroup, faultGroupOf } from '../timeline/fault-group.ts';
import { packRows } from '../timeline/pack-rows.ts';
import type { ColourName } from './palette.ts';
import type { Scale } from './scale.ts';
import { FONT, type Surface } from './surface.ts';

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

/** A band of a fault as it is drawn, in pixels. */
interface Band {
  readonly left: number;
  readonly width: number;
  readonly colour: string;
}

/**
 * Faint bands behind all that happened meanwhile, side by side and over each other. They are mixed on a line one pixel high
 * that is drawn out to the height of the picture: to mix forty of them there would take longer than all else.
 */
export class FaultBands {
  readonly #line: CanvasRenderingContext2D;

  constructor() {
    const line = document.createElement('canvas').getContext('2d');
    if (line === null) throw new Error('this browser has no canvas');
    this.#line = line;
  }

  draw(context: CanvasRenderingContext2D, bands: readonly Band[], top: number, bottom: number): void {
    const { canvas } = this.#line;
    const width = context.canvas.width / devicePixelRatio;
    if (canvas.width !== context.canvas.width) canvas.width = context.canvas.width;
    canvas.height = 1;
    this.#line.setTransform(devicePixelRatio, 0, 0, 1, 0, 0);
    this.#line.globalAlpha = 0.06;
    for (const { left, width: wide, colour } of bands) {
      this.#line.fillStyle = colour;
      this.#line.fillRect(left, 0, wide, 1);
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, top, width, bottom - top);
  }
}

/** Strips with numbers at the top, and bands below them. */
export function drawFaults(
  { context, palette }: Surface,
  bands: FaultBands,
  { faults }: FaultRows,
  scale: Scale,
  top: number,
  bottom: number,
): void {
  const end = scale.start + scale.length;
  const shown = faults.flatMap((fault) => {
    const left = Math.max(scale.start, scale.at(fault.fromNanos));
    const right = Math.min(end, scale.at(fault.toNanos));
    if (right < scale.start || left > end) return [];
    return [{ ...fault, left, width: Math.max(2, right - left), colour: palette[colourOfFault(fault.kind)] }];
  });
  bands.draw(context, shown, top, bottom);
  context.font = FONT;
  context.textBaseline = 'middle';
  for (const { left, width, colour, number, kind, row } of shown) {
    const y = row * STRIP;
    context.fillStyle = colour;
    context.globalAlpha = 0.22;
    context.fillRect(left, y, width, STRIP - 2);
    context.globalAlpha = 1;
    context.fillStyle = palette.ink;
    const text = width > 90 ? `${number} ${kind}` : `${number}`;
    if (width > 12) context.fillText(text, left + 4, y + STRIP / 2 - 1, width - 6);
  }
}
