import type { Standstill } from '../timeline/fault-group.ts';
import type { Reign } from '../timeline/reigns.ts';
import { overlaps, type Window } from '../timeline/window.ts';
import type { Scale } from './scale.ts';
import type { Gap, SpaceTimeModel } from './space-time-model.ts';
import { FONT, type Surface } from './surface.ts';

/** Where a space-time picture has its columns and times. */
export interface Grid {
  readonly scale: Scale;
  readonly window: Window;
  readonly top: number;
  readonly bottom: number;
  /** Where the columns begin, right of the times. */
  readonly left: number;
  xOf(column: number): number;
}

export const REIGN = 7;
const REIGN_GAP = 2;
/** A shorter stretch has no room for its words. */
const READABLE = 26;
/** Where columns are closer to each other, words would stand on the next one. */
const NARROW = 70;

/** How the edge of a gap is drawn: whole while the node is down, dotted while it stands still, dashed while it comes and goes. */
const DASHES: Readonly<Record<Standstill, readonly number[]>> = { down: [], still: [2, 2], 'at-times': [6, 4] };

/** A line a node; beside it who led what, over it gaps in which it did not run, and what it believed of the time. */
export function drawNodes(surface: Surface, model: SpaceTimeModel, grid: Grid): void {
  const { context, palette } = surface;
  model.columns.forEach((_, nth) => {
    context.fillStyle = palette['strong-rule'];
    context.fillRect(grid.xOf(nth) - 0.75, grid.top, 1.5, grid.bottom - grid.top);
  });
  for (const reign of model.reigns) if (overlaps(reign, grid.window)) drawReign(surface, model, reign, grid);
  for (const gap of model.gaps) if (overlaps(gap, grid.window)) drawGap(surface, gap, grid);
  drawBeliefs(surface, model, grid);
}

/** Where the strip of a group begins beside the column of its leader, which is at `x`. */
export function reignLeft(model: SpaceTimeModel, { node, group }: Reign, x: number): number {
  return x + 5 + model.groupsOf(node).indexOf(group) * (REIGN + REIGN_GAP);
}

/** A strip beside the column: each group has a place of its own. One that another node has too is ringed. */
function drawReign({ context, palette }: Surface, model: SpaceTimeModel, reign: Reign, grid: Grid): void {
  const left = reignLeft(model, reign, grid.xOf(model.columnOf(reign.node)));
  const top = Math.max(grid.top, grid.scale.at(reign.fromNanos));
  const tall = Math.max(3, Math.min(grid.bottom, grid.scale.at(reign.toNanos)) - top);
  context.fillStyle = palette[reign.isContested ? 'bad' : 'observed'];
  context.globalAlpha = reign.isContested ? 0.45 : 0.3;
  context.fillRect(left, top, REIGN, tall);
  context.globalAlpha = 1;
  context.strokeStyle = context.fillStyle;
  context.lineWidth = reign.isContested ? 1.5 : 1;
  context.strokeRect(left + 0.5, top + 0.5, REIGN - 1, Math.max(2, tall - 1));
  const isNarrow = grid.xOf(1) - grid.xOf(0) < NARROW;
  if (isNarrow || tall < READABLE || hasNeighbour(model, reign)) return;
  context.save();
  context.font = FONT;
  context.textBaseline = 'alphabetic';
  context.translate(left + REIGN + 10, top + 4);
  context.rotate(Math.PI / 2);
  context.lineWidth = 3;
  context.strokeStyle = palette.ground;
  const text = `leads ${reign.group}, ${reign.under}`;
  const room = tall - 8;
  const shown = context.measureText(text).width <= room ? text : reign.group;
  context.strokeText(shown, 0, 2, room);
  context.fillText(shown, 0, 2, room);
  context.restore();
}

/** Whether another strip stands where the words of this one would. */
function hasNeighbour(model: SpaceTimeModel, reign: Reign): boolean {
  const place = (group: string): number => model.groups.indexOf(group);
  return model.reigns.some(
    (other) => other.node === reign.node && place(other.group) > place(reign.group) && overlaps(other, reign),
  );
}

function drawGap({ context, palette }: Surface, gap: Gap, { scale, top, xOf }: Grid): void {
  const x = xOf(gap.column);
  const begin = Math.max(top, scale.at(gap.fromNanos));
  const tall = Math.max(3, scale.at(gap.toNanos) - begin);
  context.fillStyle = palette.ground;
  context.fillRect(x - 5, begin, 10, tall);
  context.strokeStyle = palette.process;
  context.lineWidth = 1;
  context.setLineDash([...DASHES[gap.standstill]]);
  context.strokeRect(x - 5, begin, 10, tall);
  context.setLineDash([]);
  context.fillStyle = palette.process;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  if (tall > 14) context.fillText(gap.kind, x - 9, Math.max(top + 8, begin + 8));
  context.textAlign = 'left';
}

/** The interval in which a node believed the true time to be, around the true time, where it is long enough to be seen. */
function drawBeliefs({ context, palette }: Surface, model: SpaceTimeModel, { scale, window, xOf }: Grid): void {
  context.lineWidth = 2;
  for (const { column, nanos, earliestNanos, latestNanos } of model.beliefs) {
    if (nanos < window.fromNanos || nanos > window.toNanos) continue;
    const [from, to] = [scale.at(nanos + earliestNanos), scale.at(nanos + latestNanos)];
    if (to - from < 3) continue;
    const x = xOf(column) - 8;
    context.strokeStyle = palette[earliestNanos > 0 || latestNanos < 0 ? 'bad' : 'clock'];
    context.beginPath();
    context.moveTo(x - 3, from);
    context.lineTo(x + 3, from);
    context.moveTo(x, from);
    context.lineTo(x, to);
    context.moveTo(x - 3, to);
    context.lineTo(x + 3, to);
    context.stroke();
  }
}
