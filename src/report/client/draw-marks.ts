import { clipped } from '../text/names.ts';
import type { Grid } from './draw-nodes.ts';
import type { LabelPlaces } from './label-places.ts';
import type { NodeMark, SpaceTimeModel } from './space-time-model.ts';
import { FONT, type Surface } from './surface.ts';

const HALF = 5;
const TEXT_HEIGHT = 12;
const MOST_CHARACTERS = 30;
/** More words than these are a wall of text. */
const MOST_LABELS = 60;

/** What nodes stated and marked: diamonds, with their words where there is room; those of chosen operations come first. */
export function drawMarks(
  surface: Surface,
  model: SpaceTimeModel,
  grid: Grid,
  chosen: ReadonlySet<number>,
  places: LabelPlaces,
): void {
  const { fromNanos, toNanos } = grid.window;
  const shown = model.marks.filter(({ nanos }) => fromNanos <= nanos && nanos <= toNanos);
  const isChosen = ({ operation }: NodeMark): boolean => chosen.has(operation);
  for (const mark of shown) drawDiamond(surface, mark, grid, isChosen(mark));
  const inTurn = [...shown.filter(isChosen), ...shown.filter((mark) => !isChosen(mark))];
  for (const mark of inTurn.slice(0, MOST_LABELS)) drawWords(surface, mark, grid, places);
}

function drawDiamond(
  { context, palette }: Surface,
  { column, nanos }: NodeMark,
  { scale, xOf }: Grid,
  isChosen: boolean,
): void {
  const [x, y] = [xOf(column), scale.at(nanos)];
  const half = isChosen ? HALF : HALF - 1.5;
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.closePath();
  context.fillStyle = palette.observed;
  context.fill();
  context.strokeStyle = palette.ground;
  context.lineWidth = 1;
  context.stroke();
}

/** To the left of the column: who led what stands to its right. */
function drawWords(
  { context, palette }: Surface,
  { column, nanos, words }: NodeMark,
  grid: Grid,
  places: LabelPlaces,
): void {
  context.font = FONT;
  context.textBaseline = 'middle';
  const text = clipped(words, MOST_CHARACTERS);
  const width = context.measureText(text).width;
  const [left, y] = [grid.xOf(column) - HALF - 4 - width, grid.scale.at(nanos)];
  if (left < grid.left || !places.take(left, y - TEXT_HEIGHT / 2, width, TEXT_HEIGHT)) return;
  context.lineWidth = 4;
  context.strokeStyle = palette.ground;
  context.strokeText(text, left, y);
  context.fillStyle = palette.observed;
  context.fillText(text, left, y);
}
