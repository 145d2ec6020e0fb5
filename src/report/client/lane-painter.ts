import { clipped } from '../text/names.ts';
import { operationText } from '../text/operation-text.ts';
import type { LaneItem } from '../timeline/lanes.ts';
import { drawDensity, isDense, type LanePlace } from './draw-density.ts';
import { type Bar, drawBar, drawPoint, drawRing, FADE } from './draw-operation.ts';
import type { FastLane } from './fast-lane.ts';
import type { Filter } from './filter.ts';
import type { PageState } from './page-state.ts';
import type { Scale } from './scale.ts';
import { MONO, type Surface } from './surface.ts';
import { Tally } from './tally.ts';

const CHARACTER = 6.7;
const MOST_CHARACTERS = 44;
const CITED_CHARACTERS = 14;
/** Less than this much of an operation's text says nothing. */
const LEAST_CHARACTERS = 8;
const FADED = 0.13;

/** Draws the operations of a lane: each as a bar, or their density where there are too many. */
export class LanePainter {
  readonly #state: PageState;
  readonly #texts = new Map<number, string>();
  #filter: Filter;
  #wanted = new Map<FastLane, Tally>();

  constructor(state: PageState) {
    this.#state = state;
    this.#filter = state.filter;
  }

  draw(surface: Surface, lane: FastLane, scale: Scale, place: LanePlace): void {
    const { context, palette } = surface;
    context.fillStyle = palette.rule;
    context.fillRect(scale.start, place.centre, scale.length, 1);
    const isFull = isDense(lane, scale);
    if (isFull) this.#drawDensity(surface, lane, scale, place);
    let labelledTo = scale.start;
    for (const nth of isFull ? this.#standingOut(lane, scale) : shownOf(lane, scale)) {
      const item = lane.items[nth];
      if (item === undefined) continue;
      const bar = barOf(item, scale, place);
      this.#drawItem(surface, item, bar, scale);
      const next = lane.begins[nth + 1];
      const until = next === undefined ? Infinity : scale.at(next);
      if (this.#state.isWanted(item.first.index)) labelledTo = this.#label(surface, item, bar, labelledTo, until);
    }
  }

  #drawDensity({ context, palette }: Surface, lane: FastLane, scale: Scale, place: LanePlace): void {
    if (!this.#state.isFiltered) return drawDensity(context, palette, lane, lane.tally, scale, place);
    context.globalAlpha = FADED;
    drawDensity(context, palette, lane, lane.tally, scale, place);
    context.globalAlpha = 1;
    drawDensity(context, palette, lane, this.#wantedOf(lane), scale, place);
  }

  /** Those of a full lane that are drawn nevertheless: what the violation cites, and what is pinned. */
  #standingOut(lane: FastLane, scale: Scale): readonly number[] {
    const { pinned, model } = this.#state;
    const place = pinned === undefined ? undefined : model.placeOf(pinned);
    const isHere = place !== undefined && model.lanes[place.lane] === lane;
    const standing = isHere ? [...new Set([...lane.cited, place.nth])].sort((a, b) => a - b) : lane.cited;
    return standing.filter((nth) => isInWindow(lane.items[nth], scale));
  }

  #wantedOf(lane: FastLane): Tally {
    if (this.#filter !== this.#state.filter) {
      this.#filter = this.#state.filter;
      this.#wanted = new Map();
    }
    const tally = this.#wanted.get(lane) ?? new Tally(lane.items, ({ first }) => this.#state.isWanted(first.index));
    this.#wanted.set(lane, tally);
    return tally;
  }

  #drawItem({ context, palette }: Surface, item: LaneItem, bar: Bar, scale: Scale): void {
    const { index } = item.first;
    const { pinned, model } = this.#state;
    context.globalAlpha = this.#state.isWanted(index) ? 1 : FADED;
    drawBar(context, palette, bar);
    const point = model.points.get(index);
    if (point !== undefined) drawPoint(context, palette, scale.at(point), bar);
    context.globalAlpha = 1;
    if (item.cited !== undefined) drawRing(context, palette.bad, bar, false);
    if (index === pinned) drawRing(context, palette.focus, bar, true);
  }

  /** Cited operations are always labelled, others where their text fits before the next one. Gives where the label ends. */
  #label({ context, palette }: Surface, item: LaneItem, bar: Bar, from: number, until: number): number {
    const start = Math.max(from, bar.left);
    const room = Math.floor((until - start) / CHARACTER);
    const text = item.cited === undefined ? this.#plainLabel(item, room) : this.#citedLabel(item, room);
    if (text === undefined) return from;
    const baseline = bar.centre - bar.thickness / 2 - 6;
    context.textBaseline = 'alphabetic';
    context.font = item.cited === undefined ? MONO : `700 ${MONO}`;
    if (item.cited !== undefined) {
      context.lineWidth = 3;
      context.strokeStyle = palette.ground;
      context.strokeText(text, start, baseline);
    }
    context.fillStyle = item.cited === undefined ? palette.quiet : palette.bad;
    context.fillText(text, start, baseline);
    return start + (text.length + 1) * CHARACTER;
  }

  #plainLabel(item: LaneItem, room: number): string | undefined {
    // Most operations of a large run have no room for a word; to know their words would take longer than to draw them.
    if (room < 3) return undefined;
    const text = this.#textOf(item);
    return room < Math.min(LEAST_CHARACTERS, text.length) ? undefined : clipped(text, Math.min(MOST_CHARACTERS, room));
  }

  #citedLabel(item: LaneItem, room: number): string {
    const text = `${item.cited?.letter ?? ''} ${this.#textOf(item)}`;
    return clipped(text, Math.min(MOST_CHARACTERS, Math.max(room, CITED_CHARACTERS)));
  }

  #textOf({ first, invocation }: LaneItem): string {
    const known = this.#texts.get(first.index);
    if (known !== undefined) return known;
    const text = invocation === undefined ? first.f : operationText(invocation);
    this.#texts.set(first.index, text);
    return text;
  }
}

/** The positions of the items of which something is seen, in their order. */
function shownOf(lane: FastLane, scale: Scale): readonly number[] {
  const { first, end } = lane.beginningIn(scale.window);
  const fadeNanos = scale.nanosAt(FADE) - scale.nanosAt(0);
  const begun = lane.reachingInto(scale.window, fadeNanos);
  return [...begun, ...Array.from({ length: end - first }, (_, nth) => first + nth)];
}

function isInWindow(item: LaneItem | undefined, { window }: Scale): boolean {
  return item !== undefined && item.fromNanos <= window.toNanos && item.toNanos >= window.fromNanos;
}

function barOf({ fromNanos, toNanos, invocation }: LaneItem, scale: Scale, { centre, thickness }: LanePlace): Bar {
  return { outcome: invocation?.outcome, left: scale.at(fromNanos), right: scale.at(toNanos), centre, thickness };
}
