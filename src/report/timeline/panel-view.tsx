import type { VNode } from 'preact';
import { instantText } from '../text/numbers.ts';
import { faultGroupOf } from './fault-group.ts';
import { LaneView } from './lane-view.tsx';
import { FAULT_HEIGHT, type Layout } from './layout.ts';
import { positionIn, round, type Panel } from './panel.ts';
import { ticksOf } from './ticks.ts';
import { overlaps } from './window.ts';

interface PanelProps {
  readonly layout: Layout;
  readonly panel: Panel;
  readonly hasLabels: boolean;
}

/** One stretch of time with its faults, operations and axis. What lies outside is clipped by the inner picture. */
export function PanelView({ layout, panel, hasLabels }: PanelProps): VNode {
  const { lanesTop, lanesBottom, height, sizes, healNanos } = layout;
  return (
    <svg x={panel.left} y={0} width={panel.width} height={height} class="panel">
      <Bands layout={layout} panel={panel} />
      {ticksOf(panel).map(({ nanos, label }) => {
        const x = positionIn(panel, nanos);
        const anchor = x < HALF_LABEL ? 'start' : x > panel.width - HALF_LABEL ? 'end' : 'middle';
        return (
          <g key={nanos}>
            <line class="grid" x1={x} x2={x} y1={lanesTop} y2={lanesBottom + 4} />
            <text class="tick" x={x} y={lanesBottom + 18} text-anchor={anchor}>
              {label}
            </text>
          </g>
        );
      })}
      {layout.lanes.map((lane, nth) => (
        <LaneView
          key={lane.name}
          lane={lane}
          panel={panel}
          sizes={sizes}
          top={lanesTop + nth * sizes.lane}
          hasLabels={hasLabels}
        />
      ))}
      {healNanos !== undefined && overlaps(panel, { fromNanos: healNanos, toNanos: healNanos }) && (
        <g class="heal">
          <title>{`heal at ${instantText(healNanos)}: every fault ends`}</title>
          <line x1={positionIn(panel, healNanos)} x2={positionIn(panel, healNanos)} y1={0} y2={lanesBottom} />
          <text x={round(positionIn(panel, healNanos) + 4)} y={11}>
            heal
          </text>
        </g>
      )}
      <rect class="frame" x={0.5} y={lanesTop - 0.5} width={round(panel.width - 1)} height={lanesBottom - lanesTop} />
    </svg>
  );
}

function Bands({ layout, panel }: Omit<PanelProps, 'hasLabels'>): VNode {
  const shown = layout.faults.filter((fault) => overlaps(panel, fault));
  return (
    <>
      {shown.map((fault) => {
        const from = Math.max(-1, positionIn(panel, fault.fromNanos));
        const to = Math.min(panel.width + 1, positionIn(panel, fault.toNanos));
        const width = round(Math.max(2, to - from));
        const text = `${fault.number} ${fault.kind}`;
        const textLeft = Math.max(0, from) + 5;
        return (
          <a
            key={fault.number}
            class={`fault ${faultGroupOf(fault.kind)}`}
            href={`#fault-${fault.number}`}
            tabindex={-1}
          >
            <title>{`fault ${fault.number}: ${fault.kind}, ${instantText(fault.fromNanos)} to ${instantText(fault.toNanos)}`}</title>
            <rect
              class="band"
              x={from}
              y={layout.lanesTop}
              width={width}
              height={layout.lanesBottom - layout.lanesTop}
            />
            <rect class="strip" x={from} y={fault.top} width={width} height={FAULT_HEIGHT} />
            {to - textLeft < NARROW ? (
              <text x={round((from + Math.max(to, from + 2)) / 2)} y={fault.top + 11} text-anchor="middle">
                {fault.number}
              </text>
            ) : (
              <text x={textLeft} y={fault.top + 11}>
                {fitting([text, String(fault.number)], to - textLeft)}
              </text>
            )}
          </a>
        );
      })}
    </>
  );
}

const HALF_LABEL = 32;
const CHARACTER_WIDTH = 6.2;
/** Strips with less room for text than this have their number in their middle. */
const NARROW = 14;

/** The first of the texts that fits into so many pixels; the last one in any case. */
function fitting(texts: readonly string[], width: number): string {
  return texts.find((text) => text.length * CHARACTER_WIDTH <= width) ?? texts.at(-1) ?? '';
}
