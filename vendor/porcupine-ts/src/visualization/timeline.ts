import { escapeHtml } from './escape.ts';
import type { Layout } from './layout.ts';
import { LANE_GAP_PX, LANE_HEIGHT_PX } from './rows.ts';

const MARGIN_PX = 12;
const LABEL_WIDTH_PX = 140;
const BOX_HEIGHT_PX: number = LANE_HEIGHT_PX - LANE_GAP_PX;

/** The timeline as SVG: a column with the names of the rows, which stays in sight, and the boxes beside it. */
export function renderTimeline(layout: Layout): string {
  const width = Math.ceil((layout.positions.at(-1) ?? 0) + 2 * MARGIN_PX);
  const rows = layout.rows.map(({ label, top, height }) => {
    const middle = top + height / 2;
    return `<g><line class="rule" x2="${LABEL_WIDTH_PX}" y1="${top}" y2="${top}"/><text x="8" y="${middle}">${escapeHtml(label)}</text></g>`;
  });
  const rules = layout.rows.map(
    ({ top }) => `<line class="rule" x1="${-MARGIN_PX}" x2="${width}" y1="${top}" y2="${top}"/>`,
  );
  const boxes = layout.boxes.map((_, index) => renderBox(layout, index));
  return [
    `<svg class="rows" width="${LABEL_WIDTH_PX}" height="${layout.height}" aria-hidden="true">${rows.join('')}</svg>`,
    `<svg id="timeline" width="${width}" height="${layout.height}" viewBox="${-MARGIN_PX} 0 ${width} ${layout.height}" role="group" aria-label="Timeline">`,
    ...rules,
    ...boxes,
    '<g id="overlay"></g>',
    '</svg>',
  ].join('\n');
}

function renderBox(layout: Layout, index: number): string {
  const box = layout.boxes[index]!;
  const { y, partition, linearization } = layout.data.boxes[index]!;
  const left = layout.positions[box.startSlot]!;
  const width = layout.positions[box.endSlot]! - left;
  const kind = partition === -1 ? 'annotation' : linearization === -1 ? 'operation stranded' : 'operation';
  const row = box.tag ?? `Client ${box.clientId}`;
  return [
    `<g class="box ${kind}" data-box="${index}" tabindex="0" role="button" aria-label="${escapeHtml(`${row}: ${box.label}`)}">`,
    `<rect x="${left}" y="${y - BOX_HEIGHT_PX / 2}" width="${width}" height="${BOX_HEIGHT_PX}" rx="4"${paint(box.backgroundColor)}/>`,
    `<text x="${left + 8}" y="${y}"${paint(box.textColor)}>${escapeHtml(box.label)}</text></g>`,
  ].join('');
}

function paint(color: string | undefined): string {
  return color === undefined ? '' : ` fill="${escapeHtml(color)}"`;
}
