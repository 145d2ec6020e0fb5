import { clipped } from '../text/names.ts';
import { firstAtOrAfter } from '../timeline/lower-bound.ts';
import { ticksOf } from '../timeline/ticks.ts';
import { arrangeFaults, drawFaults, FaultBands, type FaultRows, STRIP } from './fault-bands.ts';
import { LanePainter } from './lane-painter.ts';
import type { PageModel, Place } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { Scale } from './scale.ts';
import { FONT, type Surface } from './surface.ts';

const LANE = 34;
const BAR = 11;
const BELOW_BAR = 6;
const AXIS = 24;
const WIDE_GUTTER = 104;
const NARROW_GUTTER = 56;

/** Draws operations by client over time, and finds what is under the pointer. Of many lanes those that are scrolled to. */
export class TimelinePicture {
  readonly #model: PageModel;
  readonly #state: PageState;
  readonly #faults: FaultRows;
  readonly #bands = new FaultBands();
  readonly #painter: LanePainter;
  scale: Scale;

  constructor(state: PageState) {
    this.#state = state;
    this.#model = state.model;
    this.#faults = arrangeFaults(state.model.view.faults);
    this.#painter = new LanePainter(state);
    this.scale = new Scale(state.window, 0, 1);
  }

  /** How high it is with all its lanes, in pixels. */
  get height(): number {
    return this.#top + this.#model.lanes.length * LANE + AXIS;
  }

  /** How far to scroll, at least, so that a lane is seen in so many pixels. */
  scrollTo(lane: number, scrolled: number, height: number): number {
    const [highest, lowest] = [(lane + 1) * LANE + this.#top + AXIS - height, lane * LANE];
    return Math.min(Math.max(scrolled, highest), lowest);
  }

  draw(surface: Surface, scrolled: number): void {
    const { context, palette, width, height } = surface;
    const [top, bottom] = [this.#top, height - AXIS];
    const gutter = width < 640 ? NARROW_GUTTER : WIDE_GUTTER;
    this.scale = new Scale(this.#state.window, gutter, width - gutter);
    context.save();
    clip(context, gutter, 0, width - gutter, height);
    drawFaults(surface, this.#bands, this.#faults, this.scale, top, bottom);
    this.#drawAxis(surface, top, bottom);
    context.restore();
    const seen = this.#model.lanes
      .map((lane, nth) => ({ lane, laneTop: top + nth * LANE - scrolled }))
      .filter(({ laneTop }) => laneTop + LANE > top && laneTop < bottom);
    context.save();
    clip(context, gutter, top, width - gutter, bottom - top);
    for (const { lane, laneTop } of seen)
      this.#painter.draw(surface, lane, this.scale, { centre: laneTop + LANE - BAR / 2 - BELOW_BAR, thickness: BAR });
    context.restore();
    context.save();
    clip(context, gutter, 0, width - gutter, bottom);
    this.#drawMoments(surface, bottom);
    context.restore();
    context.save();
    clip(context, 0, top, gutter, bottom - top);
    for (const { lane, laneTop } of seen) drawName(surface, lane, gutter, laneTop + LANE - 8);
    context.restore();
    if (this.#faults.rows === 0) return;
    context.font = FONT;
    context.fillStyle = palette.quiet;
    context.fillText('faults', 0, 11);
  }

  /** The operation at a point of the picture, the nearest within a few pixels. */
  find(x: number, y: number, scrolled: number): Place | undefined {
    const lane = y < this.#top ? -1 : Math.floor((y - this.#top + scrolled) / LANE);
    const found = this.#model.lanes[lane];
    if (found === undefined) return undefined;
    const nanos = this.scale.nanosAt(x);
    const reach = this.scale.nanosAt(x + 5) - nanos;
    const next = firstAtOrAfter(found.begins, nanos);
    const candidates = [next - 1, next, next - 2].map((nth) => ({ nth, item: found.items[nth] }));
    const hit = candidates.find(
      ({ item }) => item !== undefined && item.fromNanos - reach <= nanos && nanos <= item.toNanos + reach,
    );
    return hit === undefined ? undefined : { lane, nth: hit.nth };
  }

  /** Where the lanes begin, below the strips of the faults. */
  get #top(): number {
    return this.#faults.rows * STRIP + 6;
  }

  #drawAxis({ context, palette }: Surface, top: number, bottom: number): void {
    context.font = FONT;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'center';
    const { window, length } = this.scale;
    for (const { nanos, label } of ticksOf({ ...window, left: 0, width: length })) {
      const x = Math.round(this.scale.at(nanos)) + 0.5;
      context.fillStyle = palette.rule;
      context.fillRect(x, top, 1, bottom - top + 4);
      context.fillStyle = palette.quiet;
      context.fillText(label, x, bottom + 17);
    }
    context.textAlign = 'left';
  }

  /** The heal, and the time that the pictures of a state show. */
  #drawMoments({ context, palette }: Surface, bottom: number): void {
    const { healNanos } = this.#model.view;
    const moments = [
      { nanos: healNanos, colour: palette.observed, text: 'heal' },
      { nanos: this.#state.cursorNanos, colour: palette.focus, text: '' },
    ];
    for (const { nanos, colour, text } of moments) {
      if (nanos === undefined) continue;
      const x = this.scale.at(nanos);
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.setLineDash([5, 4]);
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x, bottom);
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = colour;
      context.font = FONT;
      context.fillText(text, x + 4, bottom - 4);
    }
  }
}

function drawName(
  { context, palette }: Surface,
  { name, detail }: { readonly name: string; readonly detail: string },
  gutter: number,
  y: number,
): void {
  context.textBaseline = 'alphabetic';
  context.font = `600 ${FONT}`;
  context.fillStyle = palette.ink;
  context.fillText(clipped(name, 14), 0, y, gutter - 4);
  const left = context.measureText(clipped(name, 14)).width + 5;
  if (gutter - left < 30) return;
  context.font = FONT;
  context.fillStyle = palette.quiet;
  context.fillText(clipped(detail, 12), left, y, gutter - left - 4);
}

function clip(context: CanvasRenderingContext2D, left: number, top: number, width: number, height: number): void {
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
}
