import { clipped } from '../text/names.ts';
import type { Reign } from '../timeline/reigns.ts';
import { ticksOf } from '../timeline/ticks.ts';
import { overlaps, type Window } from '../timeline/window.ts';
import { ArrowPainter } from './arrow-painter.ts';
import { drawMarks } from './draw-marks.ts';
import { drawNodes, REIGN, reignLeft } from './draw-nodes.ts';
import { ElasticScale } from './elastic-scale.ts';
import { colourOfFault } from './fault-bands.ts';
import { LabelPlaces } from './label-places.ts';
import type { PageState } from './page-state.ts';
import type { Arrow, SpaceTimeModel } from './space-time-model.ts';
import { FONT, type Surface } from './surface.ts';

const HEIGHT = 560;
const HEAD = 26;
const GUTTER = 62;
/** Of messages that were sent for no chosen operation so many are drawn at most: more would be a ground without arrows. */
const MOST_OTHERS = 1200;
/** Height of a line of text. */
const LINE = 13;
/** A message that took longer than so many times the usual is not what time is stretched for. */
const USUAL_TIMES = 4;
/** Of an operation that tries again and again, the last messages decide what comes of it. */
const MOST_STRETCHED = 32;

/** Draws nodes as columns, time downwards, messages as arrows between them. */
export class SpaceTimePicture {
  readonly #state: PageState;
  readonly #model: SpaceTimeModel;
  hidden: ReadonlySet<string> = new Set();
  scale: ElasticScale;
  /** How many messages there were to draw, and which part of those that were sent for no chosen operation was. */
  counts: { readonly all: number; readonly oneIn: number } = { all: 0, oneIn: 1 };
  #width = 0;
  #painter: ArrowPainter | undefined;

  constructor(state: PageState, model: SpaceTimeModel) {
    this.#state = state;
    this.#model = model;
    this.scale = new ElasticScale(state.window, HEAD, HEIGHT - HEAD, []);
  }

  draw(surface: Surface): void {
    surface.resize(HEIGHT);
    this.#width = surface.width;
    const { window } = this.#state;
    const chosen = this.#chosen();
    const own = [...chosen]
      .flatMap((operation) => this.#model.ofOperation(operation))
      .filter((arrow) => overlaps(arrow, window))
      .sort((a, b) => a.fromNanos - b.fromNanos);
    const { all, oneIn, arrows } = this.#model.within(window, MOST_OTHERS);
    this.counts = { all, oneIn };
    const others = arrows.filter(({ message }) => !this.hidden.has(message.kind) && !chosen.has(message.operation));
    this.scale = new ElasticScale(window, HEAD, HEIGHT - HEAD - 4, stretchesOf(own.slice(-MOST_STRETCHED)));
    const painter = new ArrowPainter(surface, this.scale, (column) => this.#xOf(column));
    this.#painter = painter;
    this.#drawFaults(surface);
    this.#drawTime(surface);
    const { context } = surface;
    context.save();
    context.beginPath();
    context.rect(0, HEAD, this.#width, HEIGHT);
    context.clip();
    painter.drawOthers(others);
    const places = new LabelPlaces();
    const grid = {
      scale: this.scale,
      window,
      top: HEAD,
      bottom: HEIGHT,
      left: GUTTER,
      xOf: (column: number): number => this.#xOf(column),
    };
    drawNodes(surface, this.#model, grid);
    painter.drawChosen(own.slice(0, -MOST_STRETCHED), own.slice(-MOST_STRETCHED), places);
    drawMarks(surface, this.#model, grid, chosen, places);
    context.restore();
    this.#drawHeads(surface);
  }

  /** The operations whose messages stand out: the pinned one, or those that the violation cites. */
  #chosen(): ReadonlySet<number> {
    const { pinned, model } = this.#state;
    return new Set(pinned === undefined ? model.view.citations.cited.map(({ first }) => first.index) : [pinned]);
  }

  /** The arrow nearest to a point, or the mark under it, in words. */
  describeAt(x: number, y: number): string | undefined {
    const nanos = this.scale.nanosAt(y);
    const reach = this.scale.nanosAt(y + 5) - nanos;
    const column = this.#model.columns.findIndex((_, nth) => Math.abs(this.#xOf(nth) - x) < 7);
    const mark = this.#model.marks.find((one) => one.column === column && Math.abs(one.nanos - nanos) < reach);
    if (mark !== undefined) return `${this.#model.columns[column] ?? ''} ${mark.text}`;
    const reign = this.#model.reigns.find((one) => this.#isInside(one, x, nanos));
    if (reign !== undefined) return `${reign.node} leads ${reign.group}, ${reign.under}`;
    const arrow = this.arrowAt(x, y);
    if (arrow === undefined) return undefined;
    const { from, to, kind, operation } = arrow.message;
    const took = ((arrow.toNanos - arrow.fromNanos) / 1e6).toFixed(3);
    const fate = arrow.fate === 'lost' ? 'lost' : `after ${took} ms${arrow.fate === 'doubled' ? ', one of two' : ''}`;
    return `${kind} ${from} → ${to}, ${fate}${operation >= 0 ? `, on behalf of operation ${operation}` : ''}`;
  }

  #isInside(reign: Reign, x: number, nanos: number): boolean {
    const left = reignLeft(this.#model, reign, this.#xOf(this.#model.columnOf(reign.node)));
    return reign.fromNanos <= nanos && nanos <= reign.toNanos && left <= x && x <= left + REIGN;
  }

  arrowAt(x: number, y: number): Arrow | undefined {
    const reach = this.scale.nanosAt(y + 3) - this.scale.nanosAt(y);
    const nanos = this.scale.nanosAt(y);
    const { arrows } = this.#model.within({ fromNanos: nanos - reach, toNanos: nanos + reach }, Infinity);
    const chosen = this.#chosen();
    return arrows
      .filter(({ message }) => chosen.has(message.operation) || !this.hidden.has(message.kind))
      .map((arrow) => ({ arrow, distance: this.#painter?.distance(arrow, x, y) ?? Infinity }))
      .filter(({ distance }) => distance < 6)
      .sort((a, b) => a.distance - b.distance)[0]?.arrow;
  }

  #xOf(column: number): number {
    const room = (this.#width - GUTTER) / Math.max(1, this.#model.columns.length);
    return GUTTER + room * (column + 0.5);
  }

  /** Faint bands, with the numbers that faults have all over the page. */
  #drawFaults({ context, palette }: Surface): void {
    context.font = FONT;
    context.textBaseline = 'top';
    context.textAlign = 'right';
    let labelledTo = 0;
    for (const { fromNanos, toNanos, number, kind } of this.#state.model.view.faults) {
      const top = Math.max(HEAD, this.scale.at(fromNanos));
      const bottom = Math.min(HEIGHT, this.scale.at(toNanos));
      if (bottom < HEAD || top > HEIGHT) continue;
      context.fillStyle = palette[colourOfFault(kind)];
      context.globalAlpha = 0.08;
      context.fillRect(GUTTER, top, this.#width - GUTTER, Math.max(2, bottom - top));
      context.globalAlpha = 1;
      if (bottom - top < LINE || top < labelledTo) continue;
      context.fillText(`fault ${number} ${kind}`, this.#width - 4, top + 2);
      labelledTo = top + LINE;
    }
    context.textAlign = 'left';
  }

  /** Ticks at round times, finer where time is stretched, which a line beside them shows. */
  #drawTime({ context, palette }: Surface): void {
    context.font = FONT;
    context.textBaseline = 'middle';
    let reached = -Infinity;
    for (const { start, length, isStretched, ...window } of this.scale.parts()) {
      if (isStretched) {
        context.fillStyle = palette.focus;
        context.globalAlpha = 0.35;
        context.fillRect(GUTTER - 3, start, 3, length);
        context.globalAlpha = 1;
      }
      for (const { nanos, label } of ticksOf({ ...window, left: 0, width: 2 * length })) {
        const y = Math.round(this.scale.at(nanos)) + 0.5;
        if (y < reached + LINE) continue;
        reached = y;
        context.fillStyle = palette.rule;
        context.fillRect(GUTTER, y, this.#width - GUTTER, 1);
        context.fillStyle = palette.quiet;
        context.fillText(label, 0, y, GUTTER - 6);
      }
    }
    const y = this.scale.at(this.#state.cursorNanos);
    context.strokeStyle = palette.focus;
    context.setLineDash([5, 4]);
    context.beginPath();
    context.moveTo(GUTTER, y);
    context.lineTo(this.#width, y);
    context.stroke();
    context.setLineDash([]);
  }

  #drawHeads({ context, palette }: Surface): void {
    context.font = `600 ${FONT}`;
    context.fillStyle = palette.ink;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const room = (this.#width - GUTTER) / Math.max(1, this.#model.columns.length);
    this.#model.columns.forEach((name, nth) => context.fillText(clipped(name, 10), this.#xOf(nth), HEAD / 2, room - 4));
    context.textAlign = 'left';
  }
}

/** The times in which the given messages were under way, with a little around them. */
function stretchesOf(arrows: readonly Arrow[]): readonly Window[] {
  const lengths = arrows.map(({ fromNanos, toNanos }) => toNanos - fromNanos).sort((a, b) => a - b);
  const usual = Math.max(1, lengths[lengths.length >> 1] ?? 1);
  const around = (fromNanos: number, toNanos: number): Window => ({
    fromNanos: fromNanos - usual / 4,
    toNanos: toNanos + usual / 4,
  });
  return arrows.flatMap(({ fromNanos, toNanos }) =>
    toNanos - fromNanos <= USUAL_TIMES * usual
      ? [around(fromNanos, toNanos)]
      : [around(fromNanos, fromNanos), around(toNanos, toNanos)],
  );
}
