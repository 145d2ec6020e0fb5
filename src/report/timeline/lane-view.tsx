import type { VNode } from 'preact';
import { clipped } from '../text/names.ts';
import { millisText } from '../text/numbers.ts';
import { OUTCOME_TEXT } from '../text/outcome-text.ts';
import { operationText } from '../text/operation-text.ts';
import type { Lane, LaneItem } from './lanes.ts';
import type { RowSizes } from './layout.ts';
import { OperationMark } from './operation-mark.tsx';
import { positionIn, round, type Panel } from './panel.ts';
import { overlaps } from './window.ts';

const FADE = 72;
const CHARACTER_WIDTH = 6.7;
const LABEL_GAP = 8;
/** Characters of a label that is cut. */
const SHORTEST_LABEL = 20;
const LONGEST_LABEL = 48;
const TITLE_LENGTH = 240;

interface LaneProps {
  readonly lane: Lane;
  readonly panel: Panel;
  readonly sizes: RowSizes;
  readonly top: number;
  readonly hasLabels: boolean;
}

/** One client's operations in one stretch of time. */
export function LaneView({ lane, panel, sizes, top, hasLabels }: LaneProps): VNode {
  const centre = top + sizes.lane - sizes.bar / 2 - 5;
  const shown = lane.items.filter((item) => overlaps(panel, visibleSpan(panel, item)));
  let labelledUpTo = 0;
  return (
    <g>
      <line class="lane" x1={0} x2={panel.width} y1={centre} y2={centre} />
      {shown.map((item, nth) => {
        const next = shown[nth + 1];
        const left = positionIn(panel, item.fromNanos);
        const until = next === undefined ? panel.width : positionIn(panel, next.fromNanos);
        const label = hasLabels ? labelOf(item, left, labelledUpTo, until, panel.width) : undefined;
        if (label !== undefined) labelledUpTo = label.right;
        return (
          <a key={item.first.index} {...linkOf(item)}>
            <title>{titleOf(item)}</title>
            <OperationMark
              outcome={item.invocation?.outcome}
              letter={item.cited?.letter}
              left={left}
              right={positionIn(panel, item.toNanos)}
              fade={FADE}
              centre={centre}
              bar={sizes.bar}
            />
            {label !== undefined && (
              <text
                class={item.cited === undefined ? 'label' : 'label cited'}
                x={label.left}
                y={round(centre - sizes.bar / 2 - 9)}
              >
                {label.text}
              </text>
            )}
          </a>
        );
      })}
    </g>
  );
}

/** Every operation leads to its row; only cited ones are stops on the way through the page by keyboard. */
function linkOf({ first, cited }: LaneItem): { href: string; tabindex?: number; 'data-cited'?: string } {
  if (cited === undefined) return { href: `#op-${first.index}`, tabindex: -1 };
  return { href: `#near-${first.index}`, 'data-cited': cited.letter };
}

/** An operation of unknown outcome stays visible for a while after its client gave up. */
function visibleSpan(
  panel: Panel,
  { fromNanos, toNanos, invocation }: LaneItem,
): LaneItem | Pick<LaneItem, 'fromNanos' | 'toNanos'> {
  const fadeNanos = invocation?.outcome === 'info' ? (FADE * (panel.toNanos - panel.fromNanos)) / panel.width : 0;
  return { fromNanos, toNanos: toNanos + fadeNanos };
}

interface Label {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/**
 * Cited operations are always labelled, with their letter alone if need be; others where their text fits before the
 * next operation.
 */
function labelOf(item: LaneItem, left: number, from: number, until: number, width: number): Label | undefined {
  const start = Math.max(from, left, 1);
  if (item.cited === undefined) {
    const text = clipped(textOf(item), LONGEST_LABEL);
    return start + widthOf(text) <= until ? placed(text, start) : undefined;
  }
  const text = `${item.cited.letter}  ${textOf(item)}`;
  const most = Math.floor((width - start) / CHARACTER_WIDTH);
  if (most >= Math.min(text.length, SHORTEST_LABEL)) return placed(clipped(text, Math.min(most, LONGEST_LABEL)), start);
  const short = clipped(text, SHORTEST_LABEL);
  const pulled = width - widthOf(short);
  return pulled >= from ? placed(short, pulled) : placed(item.cited.letter, start);
}

function placed(text: string, left: number): Label {
  return { text, left: round(left), right: left + widthOf(text) + LABEL_GAP };
}

function widthOf(text: string): number {
  return text.length * CHARACTER_WIDTH;
}

function textOf({ first, invocation }: LaneItem): string {
  return invocation === undefined ? first.f : operationText(invocation);
}

function titleOf(item: LaneItem): string {
  const { first, invocation } = item;
  const what = clipped(textOf(item), TITLE_LENGTH);
  if (invocation === undefined) return `${first.index}: ${what} at ${millisText(first.time)} ms`;
  const { completion, outcome } = invocation;
  const lines = completion === undefined ? String(first.index) : `${first.index}–${completion.index}`;
  return `${lines}: ${what}, ${OUTCOME_TEXT[outcome].word}, ${millisText(item.fromNanos)} to ${millisText(item.toNanos)} ms`;
}
