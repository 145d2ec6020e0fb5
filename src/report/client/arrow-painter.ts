import type { LabelPlaces } from './label-places.ts';
import type { ColourName } from './palette.ts';
import type { Scale } from './scale.ts';
import type { Arrow } from './space-time-model.ts';
import { FONT, type Surface } from './surface.ts';

const HEAD_LENGTH = 6;
const CROSS = 4;
/** What the network took never reached the other side: its arrow ends before half of the way. */
const LOST_SHARE = 0.45;
/** A label needs this much of a slope to stand on. */
const LEAST_ROOM = 30;
const TEXT_HEIGHT = 12;
/** Where on its arrow a label is tried, in this order. */
const LABEL_SHARES = [0.5, 0.32, 0.68];

/** How the arrows of a picture are drawn. */
interface Look {
  readonly colour: ColourName;
  readonly opacity: number;
  readonly width: number;
  readonly dashes: readonly number[];
  readonly hasHeads: boolean;
}

const UPKEEP: Look = { colour: 'strong-rule', opacity: 0.4, width: 0.75, dashes: [], hasHeads: false };
const OTHERS: Look = { colour: 'quiet', opacity: 0.4, width: 1, dashes: [], hasHeads: true };
const LOST: Look = { colour: 'bad', opacity: 0.5, width: 1, dashes: [5, 3], hasHeads: false };
const LATE: Look = { colour: 'info', opacity: 0.55, width: 1, dashes: [], hasHeads: true };
const DOUBLED: Look = { colour: 'messages', opacity: 0.55, width: 1, dashes: [1, 2], hasHeads: true };
const CHOSEN: Look = { colour: 'focus', opacity: 1, width: 2, dashes: [], hasHeads: true };

const EARLIER: Pick<Look, 'opacity' | 'width' | 'hasHeads'> = { opacity: 0.35, width: 0.75, hasHeads: false };

/** Where an arrow is drawn. */
interface Line {
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
}

/** Draws messages as slopes from where and when they were sent to where and when they arrived or were lost. */
export class ArrowPainter {
  readonly #surface: Surface;
  readonly #scale: Scale;
  readonly #xOf: (column: number) => number;

  constructor(surface: Surface, scale: Scale, xOf: (column: number) => number) {
    this.#surface = surface;
    this.#scale = scale;
    this.#xOf = xOf;
  }

  /** What was not sent for a chosen operation: thin, what is upkeep almost as faint as a rule. */
  drawOthers(arrows: readonly Arrow[]): void {
    const byLook = new Map<Look, Arrow[]>([UPKEEP, OTHERS, DOUBLED, LATE, LOST].map((look) => [look, []]));
    for (const arrow of arrows) byLook.get(quietLook(arrow))?.push(arrow);
    for (const [look, drawn] of byLook) this.#draw(drawn, look);
  }

  /** The messages of the chosen operations: those that matter most with their kind where there is room. */
  drawChosen(earlier: readonly Arrow[], latest: readonly Arrow[], places: LabelPlaces): void {
    for (const arrow of earlier) this.#draw([arrow], { ...chosenLook(arrow), ...EARLIER });
    for (const arrow of latest) this.#draw([arrow], chosenLook(arrow));
    for (const arrow of latest) this.#label(arrow, places);
  }

  /** How far along its arrow, in pixels to the side, a point at height `y` is from it; undefined above and below it. */
  distance(arrow: Arrow, x: number, y: number): number | undefined {
    const { x: startX, y: startY, endX, endY } = this.#lineOf(arrow);
    if (y < startY - 3 || y > endY + 3) return undefined;
    const share = Math.min(1, Math.max(0, (y - startY) / Math.max(1, endY - startY)));
    return Math.abs(startX + share * (endX - startX) - x);
  }

  /** All in one path: thousands of faint arrows are drawn in each frame. */
  #draw(arrows: readonly Arrow[], look: Look): void {
    if (arrows.length === 0) return;
    const { context, palette } = this.#surface;
    context.strokeStyle = palette[look.colour];
    context.fillStyle = palette[look.colour];
    context.globalAlpha = look.opacity;
    context.lineWidth = look.width;
    context.setLineDash([...look.dashes]);
    context.beginPath();
    for (const arrow of arrows) {
      const { x, y, endX, endY } = this.#lineOf(arrow);
      if (arrow.fromColumn === arrow.toColumn) addLoop(context, x, y, endY);
      else {
        context.moveTo(x, y);
        context.lineTo(endX, endY);
      }
    }
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    for (const arrow of arrows) if (arrow.fate === 'lost') addCross(context, this.#lineOf(arrow));
    context.lineWidth = Math.max(1.25, look.width);
    context.stroke();
    context.beginPath();
    for (const arrow of arrows)
      if (look.hasHeads && arrow.fate !== 'lost' && arrow.fromColumn !== arrow.toColumn)
        addHead(context, this.#lineOf(arrow));
    context.fill();
    context.globalAlpha = 1;
  }

  #lineOf({ fromColumn, toColumn, fromNanos, toNanos, message }: Arrow): Line {
    const [x, y] = [this.#xOf(fromColumn), this.#scale.at(fromNanos)];
    const [endX, endY] = [this.#xOf(toColumn), this.#scale.at(toNanos)];
    if (message.copies > 0) return { x, y, endX, endY };
    return { x, y, endX: x + LOST_SHARE * (endX - x), endY: y + LOST_SHARE * (endY - y) };
  }

  #label(arrow: Arrow, places: LabelPlaces): void {
    const { kind } = arrow.message;
    if (arrow.fromColumn === arrow.toColumn || kind === 'reply') return;
    const { context, palette } = this.#surface;
    const { x, y, endX, endY } = this.#lineOf(arrow);
    context.font = FONT;
    context.textBaseline = 'middle';
    const width = context.measureText(kind).width;
    if (Math.abs(endX - x) < Math.max(LEAST_ROOM, width + 8)) return;
    for (const share of LABEL_SHARES) {
      const [left, middle] = [x + share * (endX - x) - width / 2, y + share * (endY - y)];
      if (!places.take(left - 2, middle - TEXT_HEIGHT / 2, width + 4, TEXT_HEIGHT)) continue;
      context.lineWidth = 4;
      context.strokeStyle = palette.ground;
      context.strokeText(kind, left, middle);
      context.fillStyle = palette.ink;
      context.fillText(kind, left, middle);
      return;
    }
  }
}

function quietLook({ fate, isDelayed, message }: Arrow): Look {
  if (fate === 'lost') return LOST;
  if (isDelayed) return LATE;
  if (fate === 'doubled') return DOUBLED;
  return message.operation < 0 ? UPKEEP : OTHERS;
}

function chosenLook(arrow: Arrow): Look {
  if (arrow.fate === 'delivered' && !arrow.isDelayed) return CHOSEN;
  const { colour, dashes, hasHeads } = quietLook(arrow);
  return { ...CHOSEN, colour, dashes, hasHeads };
}

/** A message to oneself. */
function addLoop(context: CanvasRenderingContext2D, x: number, y: number, endY: number): void {
  context.moveTo(x, y);
  context.quadraticCurveTo(x + 16, (y + endY) / 2, x, Math.max(endY, y + 6));
}

function addHead(context: CanvasRenderingContext2D, { x, y, endX, endY }: Line): void {
  const angle = Math.atan2(endY - y, endX - x);
  context.moveTo(endX, endY);
  for (const side of [0.4, -0.4])
    context.lineTo(endX - HEAD_LENGTH * Math.cos(angle + side), endY - HEAD_LENGTH * Math.sin(angle + side));
}

function addCross(context: CanvasRenderingContext2D, { endX, endY }: Line): void {
  context.moveTo(endX - CROSS, endY - CROSS);
  context.lineTo(endX + CROSS, endY + CROSS);
  context.moveTo(endX + CROSS, endY - CROSS);
  context.lineTo(endX - CROSS, endY + CROSS);
}
