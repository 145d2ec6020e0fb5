import { clipped } from '../text/names.ts';
import type { Reign } from '../timeline/reigns.ts';
import { ticksOf } from '../timeline/ticks.ts';
import { drawNodes, REIGN, reignLeft } from './draw-nodes.ts';
import { colourOfFault } from './fault-bands.ts';
import type { ColourName } from './palette.ts';
import type { PageState } from './page-state.ts';
import { Scale } from './scale.ts';
import type { Arrow, SpaceTimeModel } from './space-time-model.ts';
import { FONT, type Surface } from './surface.ts';

const HEIGHT = 560;
const HEAD = 26;
const GUTTER = 62;
const MOST_ARROWS = 6000;
const HEAD_LENGTH = 6;
/** Fewer arrows than these carry the kind of their message. */
const LABELLED = 60;
const UPKEEP = 0.4;
/** Height of a line of text. */
const LINE = 13;

/** Draws nodes as columns, time downwards, messages as arrows between them. */
export class SpaceTimePicture {
  readonly #state: PageState;
  readonly #model: SpaceTimeModel;
  hidden: ReadonlySet<string> = new Set();
  scale: Scale;
  /** How many arrows there were to draw, and how many were drawn. */
  counts: { readonly all: number; readonly drawn: number } = { all: 0, drawn: 0 };
  #width = 0;

  constructor(state: PageState, model: SpaceTimeModel) {
    this.#state = state;
    this.#model = model;
    this.scale = new Scale(state.window, HEAD, HEIGHT - HEAD);
  }

  draw(surface: Surface): void {
    surface.resize(HEIGHT);
    this.#width = surface.width;
    this.scale = new Scale(this.#state.window, HEAD, HEIGHT - HEAD - 4);
    const { window } = this.#state;
    this.#drawFaults(surface);
    this.#drawTime(surface);
    const shown = this.#model.within(window).filter(({ message }) => !this.hidden.has(message.kind));
    const own = shown.filter(({ message }) => message.operation === this.#state.pinned && message.operation >= 0);
    const stride = Math.ceil(shown.length / MOST_ARROWS);
    const drawn = stride <= 1 ? shown : shown.filter((_, nth) => nth % stride === 0);
    this.counts = { all: shown.length, drawn: drawn.length };
    const { context } = surface;
    context.save();
    context.beginPath();
    context.rect(0, HEAD, this.#width, HEIGHT);
    context.clip();
    const strength = own.length > 0 ? 0.14 : Math.max(0.25, Math.min(0.9, 300 / drawn.length));
    for (const arrow of drawn) {
      // What nodes say to each other on nobody's behalf is the ground on which the rest stands out.
      context.globalAlpha = arrow.message.operation < 0 && arrow.fate === 'delivered' ? UPKEEP * strength : strength;
      this.#drawArrow(surface, arrow, false);
    }
    context.globalAlpha = 1;
    for (const arrow of own) this.#drawArrow(surface, arrow, true);
    drawNodes(surface, this.#model, {
      scale: this.scale,
      window,
      top: HEAD,
      bottom: HEIGHT,
      xOf: (column) => this.#xOf(column),
    });
    if (shown.length <= LABELLED || own.length > 0) this.#label(surface, own.length > 0 ? own : shown);
    context.restore();
    this.#drawHeads(surface);
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
    const nanos = this.scale.nanosAt(y);
    const near = this.#model
      .within({ fromNanos: nanos, toNanos: nanos })
      .filter(({ message }) => !this.hidden.has(message.kind));
    return near.find((arrow) => {
      const share = (nanos - arrow.fromNanos) / Math.max(1, arrow.toNanos - arrow.fromNanos);
      const at = this.#xOf(arrow.fromColumn) + share * (this.#xOf(arrow.toColumn) - this.#xOf(arrow.fromColumn));
      return Math.abs(at - x) < 6;
    });
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

  #drawTime({ context, palette }: Surface): void {
    context.font = FONT;
    context.textBaseline = 'middle';
    for (const { nanos, label } of ticksOf({ ...this.scale.window, left: 0, width: this.scale.length })) {
      const y = Math.round(this.scale.at(nanos)) + 0.5;
      context.fillStyle = palette.rule;
      context.fillRect(GUTTER, y, this.#width - GUTTER, 1);
      context.fillStyle = palette.quiet;
      context.fillText(label, 0, y);
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

  #drawArrow({ context, palette }: Surface, arrow: Arrow, isOwn: boolean): void {
    const colour: ColourName =
      arrow.fate === 'lost'
        ? 'bad'
        : arrow.isDelayed
          ? 'info'
          : arrow.fate === 'doubled'
            ? 'messages'
            : isOwn
              ? 'focus'
              : 'ok';
    const [x, y] = [this.#xOf(arrow.fromColumn), this.scale.at(arrow.fromNanos)];
    let [endX, endY] = [this.#xOf(arrow.toColumn), this.scale.at(arrow.toNanos)];
    // What the network took never reached the other side.
    if (arrow.message.copies === 0) [endX, endY] = [x + 0.45 * (endX - x), y + 0.45 * (endY - y)];
    context.strokeStyle = palette[colour];
    context.fillStyle = palette[colour];
    context.lineWidth = isOwn ? 2 : 1;
    context.setLineDash(arrow.fate === 'lost' ? [5, 3] : arrow.fate === 'doubled' ? [1, 2] : []);
    context.beginPath();
    if (arrow.fromColumn === arrow.toColumn) context.arc(x + 4, y, 4, 0, 2 * Math.PI);
    context.moveTo(x, y);
    context.lineTo(endX, endY);
    context.stroke();
    context.setLineDash([]);
    if (arrow.fate === 'lost') drawCross(context, endX, endY);
    else if (arrow.fromColumn !== arrow.toColumn) drawHead(context, x, y, endX, endY);
  }

  #label({ context, palette }: Surface, arrows: readonly Arrow[]): void {
    context.font = FONT;
    context.textAlign = 'center';
    context.lineWidth = 3;
    for (const arrow of arrows) {
      if (arrow.fromColumn === arrow.toColumn || arrow.message.kind === 'reply') continue;
      const x = (this.#xOf(arrow.fromColumn) + this.#xOf(arrow.toColumn)) / 2;
      const y = (this.scale.at(arrow.fromNanos) + this.scale.at(arrow.toNanos)) / 2 - 4;
      context.strokeStyle = palette.ground;
      context.strokeText(arrow.message.kind, x, y);
      context.fillStyle = palette.ink;
      context.fillText(arrow.message.kind, x, y);
    }
    context.textAlign = 'left';
  }
}

function drawHead(context: CanvasRenderingContext2D, x: number, y: number, endX: number, endY: number): void {
  const angle = Math.atan2(endY - y, endX - x);
  context.beginPath();
  context.moveTo(endX, endY);
  for (const side of [0.4, -0.4])
    context.lineTo(endX - HEAD_LENGTH * Math.cos(angle + side), endY - HEAD_LENGTH * Math.sin(angle + side));
  context.fill();
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x - 4, y - 4);
  context.lineTo(x + 4, y + 4);
  context.moveTo(x + 4, y - 4);
  context.lineTo(x - 4, y + 4);
  context.stroke();
}
