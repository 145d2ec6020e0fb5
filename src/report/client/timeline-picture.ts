import { clipped } from '../text/names.ts';
import { operationText } from '../text/operation-text.ts';
import type { LaneItem } from '../timeline/lanes.ts';
import { ticksOf } from '../timeline/ticks.ts';
import { type Bar, drawBar, drawPoint, drawRing } from './draw-operation.ts';
import { arrangeFaults, drawFaults, type FaultRows, STRIP } from './fault-bands.ts';
import { firstAtOrAfter } from '../timeline/lower-bound.ts';
import type { FastLane, PageModel, Place } from './page-model.ts';
import type { PageState } from './page-state.ts';
import { Scale } from './scale.ts';
import { FONT, MONO, type Surface } from './surface.ts';

const LANE = 34;
const BAR = 11;
const AXIS = 24;
const WIDE_GUTTER = 104;
const NARROW_GUTTER = 56;
const CHARACTER = 6.7;
const MOST_CHARACTERS = 44;

/** Draws operations by client over time, and finds what is under the pointer. */
export class TimelinePicture {
  readonly #model: PageModel;
  readonly #state: PageState;
  readonly #faults: FaultRows;
  scale: Scale;

  constructor(state: PageState) {
    this.#state = state;
    this.#model = state.model;
    this.#faults = arrangeFaults(state.model.view.faults);
    this.scale = new Scale(state.window, 0, 1);
  }

  draw(surface: Surface): void {
    const top = this.#faults.rows * STRIP + 6;
    const bottom = top + this.#model.lanes.length * LANE;
    surface.resize(bottom + AXIS);
    const { context, palette, width } = surface;
    const gutter = width < 640 ? NARROW_GUTTER : WIDE_GUTTER;
    this.scale = new Scale(this.#state.window, gutter, width - gutter);
    context.save();
    context.beginPath();
    context.rect(gutter, 0, width - gutter, surface.height);
    context.clip();
    drawFaults(context, palette, this.#faults, this.scale, top, bottom);
    this.#drawAxis(surface, top, bottom);
    this.#model.lanes.forEach((lane, nth) => this.#drawLane(surface, lane, top + nth * LANE));
    this.#drawMoments(surface, bottom);
    context.restore();
    this.#drawNames(surface, gutter, top);
  }

  /** The operation at a point of the picture, the nearest within a few pixels. */
  find(x: number, y: number): Place | undefined {
    const lane = Math.floor((y - this.#faults.rows * STRIP - 6) / LANE);
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

  #drawLane(surface: Surface, lane: FastLane, top: number): void {
    const { context, palette } = surface;
    const { fromNanos, toNanos } = this.scale.window;
    const centre = top + LANE - BAR / 2 - 6;
    context.fillStyle = palette.rule;
    context.fillRect(this.scale.start, centre, this.scale.length, 1);
    // One that began before the window may still be open, and an unknown one fades out in it.
    const first = Math.max(0, firstAtOrAfter(lane.begins, fromNanos) - 2);
    const pin = this.#state.pinned === undefined ? undefined : this.#model.placeOf(this.#state.pinned);
    const pinned = pin?.lane === this.#model.lanes.indexOf(lane) ? pin.nth : -1;
    let drawnUpTo = -Infinity;
    let labelledUpTo = this.scale.start;
    for (let nth = first; nth < lane.items.length; nth++) {
      const item = lane.items[nth];
      if (item === undefined || item.fromNanos > toNanos) break;
      const bar = this.#barOf(item, centre);
      if (bar.right < this.scale.start && bar.outcome !== 'info') continue;
      const isMarked = item.cited !== undefined || item.first.index === this.#state.pinned;
      if (bar.right < drawnUpTo + 0.5 && !isMarked) {
        // Many operations share this pixel: on to the last that begins in it, or the next that is marked.
        const further = firstAtOrAfter(lane.begins, this.scale.nanosAt(drawnUpTo + 0.5)) - 1;
        const marked = lane.marked.find((one) => one > nth) ?? Infinity;
        nth = Math.max(nth, Math.min(further, marked, pinned > nth ? pinned : Infinity) - 1);
        continue;
      }
      drawnUpTo = Math.max(bar.right, bar.left + 1);
      const isWanted = this.#state.matchesItem(item);
      context.globalAlpha = isWanted ? 1 : 0.13;
      drawBar(context, palette, bar);
      const point = this.#model.points.get(item.first.index);
      if (point !== undefined) drawPoint(context, palette, this.scale.at(point), bar);
      context.globalAlpha = 1;
      if (item.cited !== undefined) drawRing(context, palette.bad, bar, false);
      if (item.first.index === this.#state.pinned) drawRing(context, palette.focus, bar, true);
      const next = lane.begins[nth + 1];
      const until = next === undefined ? Infinity : this.scale.at(next);
      if (isWanted) labelledUpTo = this.#label(surface, item, bar, labelledUpTo, until);
    }
  }

  #barOf({ fromNanos, toNanos, invocation }: LaneItem, centre: number): Bar {
    return {
      outcome: invocation?.outcome,
      left: this.scale.at(fromNanos),
      right: this.scale.at(toNanos),
      centre,
      thickness: BAR,
    };
  }

  /** Cited operations are always labelled, others where their text fits before the next one. Gives where the label ends. */
  #label({ context, palette }: Surface, item: LaneItem, bar: Bar, from: number, until: number): number {
    const start = Math.max(from, bar.left, this.scale.start);
    // Most operations of a large run have no room for a word; to know their words would take longer than to draw them.
    if (item.cited === undefined && until - start < 3 * CHARACTER) return from;
    const what = item.invocation === undefined ? item.first.f : operationText(item.invocation);
    const letter = item.cited === undefined ? '' : `${item.cited.letter} `;
    const room = Math.floor((until - start) / CHARACTER);
    const text = clipped(`${letter}${what}`, Math.min(MOST_CHARACTERS, Math.max(room, letter === '' ? 0 : 14)));
    if (text.length < 2 || (letter === '' && room < Math.min(8, what.length))) return from;
    context.font = letter === '' ? MONO : `700 ${MONO}`;
    context.textBaseline = 'alphabetic';
    context.lineWidth = 3;
    context.strokeStyle = palette.ground;
    context.strokeText(text, start, bar.centre - BAR / 2 - 6);
    context.fillStyle = letter === '' ? palette.quiet : palette.bad;
    context.fillText(text, start, bar.centre - BAR / 2 - 6);
    return start + (text.length + 1) * CHARACTER;
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

  #drawNames({ context, palette }: Surface, gutter: number, top: number): void {
    context.textBaseline = 'alphabetic';
    this.#model.lanes.forEach(({ name, detail }, nth) => {
      const y = top + (nth + 1) * LANE - 8;
      context.font = `600 ${FONT}`;
      context.fillStyle = palette.ink;
      context.fillText(clipped(name, 14), 0, y, gutter - 4);
      const left = context.measureText(clipped(name, 14)).width + 5;
      if (gutter - left < 30) return;
      context.font = FONT;
      context.fillStyle = palette.quiet;
      context.fillText(clipped(detail, 12), left, y, gutter - left - 4);
    });
    if (this.#faults.rows === 0) return;
    context.font = FONT;
    context.fillStyle = palette.quiet;
    context.fillText('faults', 0, 11);
  }
}
