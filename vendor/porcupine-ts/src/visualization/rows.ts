import type { Box } from './box.ts';
import { assignLanes } from './lanes.ts';

/** Height of a lane, and of the free space in it, in pixels. */
export const LANE_HEIGHT_PX = 36;
export const LANE_GAP_PX = 8;

/** A row of the timeline: a client, or another actor that annotations name. */
export interface Row {
  readonly label: string;
  /** Top edge, in pixels. */
  readonly top: number;
  readonly height: number;
}

/** The rows of a timeline, and the vertical middle of each box. */
export interface RowLayout {
  readonly rows: readonly Row[];
  readonly middles: readonly number[];
  readonly height: number;
}

/** Puts boxes in rows: clients by number, then tags by name. Boxes of a row that overlap are put below each other. */
export function layOutRows(boxes: readonly Box[]): RowLayout {
  const rows: Row[] = [];
  const middles = boxes.map(() => 0);
  let top = 0;
  for (const members of groupByRow(boxes)) {
    const lanes = assignLanes(members.map((index) => boxes[index]!));
    const laneCount = lanes.reduce((most, lane) => Math.max(most, lane + 1), 0);
    members.forEach((index, place) => (middles[index] = top + (lanes[place]! + 0.5) * LANE_HEIGHT_PX));
    const { tag, clientId } = boxes[members[0]!]!;
    rows.push({ label: tag ?? `Client ${clientId}`, top, height: laneCount * LANE_HEIGHT_PX });
    top += laneCount * LANE_HEIGHT_PX;
  }
  return { rows, middles, height: top };
}

/** Places of boxes, one list a row. */
function groupByRow(boxes: readonly Box[]): number[][] {
  const groups: number[][] = [];
  const order = boxes.map((_, index) => index).sort((left, right) => compareRows(boxes[left]!, boxes[right]!));
  for (const index of order) {
    const group = groups.at(-1);
    if (group !== undefined && compareRows(boxes[group[0]!]!, boxes[index]!) === 0) group.push(index);
    else groups.push([index]);
  }
  return groups;
}

function compareRows(left: Box, right: Box): number {
  if (left.tag === undefined && right.tag === undefined) return left.clientId - right.clientId;
  if (left.tag === undefined) return -1;
  if (right.tag === undefined) return 1;
  return left.tag < right.tag ? -1 : left.tag > right.tag ? 1 : 0;
}
