import type { Outcome } from '../../history/history.ts';
import type { Palette } from './palette.ts';

/** An operation as it is drawn: a bar from `left` to `right` around `centre`, in pixels. */
export interface Bar {
  readonly outcome: Outcome | undefined;
  readonly left: number;
  readonly right: number;
  readonly centre: number;
  readonly thickness: number;
}

/** Pixels in which an operation of unknown outcome fades out. */
export const FADE = 64;
const NARROWEST = 2.5;
const HATCH = 5;

/** Ok is solid, fail hollow with a cross, unknown hatched and fading, what a server recorded a diamond. */
export function drawBar(context: CanvasRenderingContext2D, palette: Palette, bar: Bar): void {
  const { outcome, left, centre, thickness } = bar;
  const width = Math.max(NARROWEST, bar.right - left);
  const top = centre - thickness / 2;
  if (outcome === 'ok') {
    context.fillStyle = palette.ok;
    context.fillRect(left, top, width, thickness);
  } else if (outcome === 'fail') drawFailed(context, palette, left, width, centre, thickness);
  else if (outcome === 'info') drawUnknown(context, palette, left, width, top, thickness);
  else drawDiamond(context, palette.observed, left, centre, thickness / 2);
}

/** A ring around what is part of the violation, or what is pinned. */
export function drawRing(context: CanvasRenderingContext2D, colour: string, bar: Bar, isDashed: boolean): void {
  const { outcome, left, right, centre, thickness } = bar;
  const end = outcome === 'info' ? right + FADE : Math.max(left + NARROWEST, right);
  const reach = outcome === undefined ? thickness / 2 : 0;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(isDashed ? [4, 3] : []);
  context.strokeRect(left - reach - 4, centre - thickness / 2 - 4, end - left + 2 * reach + 8, thickness + 8);
  context.setLineDash([]);
}

/** A pin through the bar at the instant at which the operation may have taken effect. */
export function drawPoint(context: CanvasRenderingContext2D, palette: Palette, x: number, bar: Bar): void {
  const half = bar.thickness / 2;
  context.fillStyle = palette.ink;
  context.fillRect(x - 1, bar.centre - half - 3, 2, bar.thickness + 6);
  context.beginPath();
  context.arc(x, bar.centre - half - 4, 3, 0, 2 * Math.PI);
  context.fill();
}

function drawFailed(
  context: CanvasRenderingContext2D,
  palette: Palette,
  left: number,
  width: number,
  centre: number,
  thickness: number,
): void {
  const half = thickness / 2;
  const end = left + width;
  context.strokeStyle = palette.fail;
  context.lineWidth = 1.5;
  context.strokeRect(left + 0.75, centre - half + 0.75, Math.max(1, width - 1.5), thickness - 1.5);
  context.beginPath();
  context.moveTo(end - half, centre - half);
  context.lineTo(end + half, centre + half);
  context.moveTo(end - half, centre + half);
  context.lineTo(end + half, centre - half);
  context.stroke();
}

function drawUnknown(
  context: CanvasRenderingContext2D,
  palette: Palette,
  left: number,
  width: number,
  top: number,
  thickness: number,
): void {
  const end = left + width;
  const fading = context.createLinearGradient(end, 0, end + FADE, 0);
  fading.addColorStop(0, palette.info);
  fading.addColorStop(1, 'transparent');
  context.globalAlpha *= 0.55;
  context.fillStyle = fading;
  context.fillRect(end, top, FADE, thickness);
  context.globalAlpha /= 0.55;
  context.save();
  context.beginPath();
  context.rect(left, top, width, thickness);
  context.clip();
  context.strokeStyle = palette.info;
  context.lineWidth = 2;
  context.beginPath();
  const first = Math.max(left, -FADE);
  const last = Math.min(end, context.canvas.width) + thickness;
  for (let x = first; x < last; x += HATCH) {
    context.moveTo(x, top);
    context.lineTo(x - thickness, top + thickness);
  }
  context.stroke();
  context.restore();
  context.strokeStyle = palette.info;
  context.lineWidth = 1;
  context.strokeRect(left + 0.5, top + 0.5, Math.max(1, width - 1), thickness - 1);
}

function drawDiamond(context: CanvasRenderingContext2D, colour: string, x: number, y: number, half: number): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.fill();
}
