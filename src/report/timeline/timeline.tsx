import type { VNode } from 'preact';
import { durationText } from '../text/numbers.ts';
import { LABELS_WIDTH, PANEL_GAP, PLOT_WIDTH, type Layout } from './layout.ts';
import type { Panel } from './panel.ts';
import { PanelView } from './panel-view.tsx';
import { round } from './panel.ts';

interface TimelineProps {
  readonly layout: Layout;
  /** What the picture shows, for those who can't see it. */
  readonly label: string;
  readonly hasLabels: boolean;
}

/** Operations by client over virtual time. The names of the lanes stay in place when the picture is scrolled. */
export function Timeline({ layout, label, hasLabels }: TimelineProps): VNode {
  const { panels, lanes, lanesTop, height, sizes } = layout;
  return (
    <div class="scroll timeline" role="region" aria-label={label} tabindex={0}>
      <svg
        class="names"
        width={LABELS_WIDTH}
        height={height}
        viewBox={`0 0 ${LABELS_WIDTH} ${height}`}
        aria-hidden="true"
      >
        {layout.faults.length > 0 && (
          <text class="detail" x={0} y={11}>
            faults
          </text>
        )}
        {lanes.map((lane, nth) => {
          const baseline = round(lanesTop + (nth + 1) * sizes.lane - sizes.bar / 2 - 1);
          return (
            <text key={lane.name} x={0} y={baseline}>
              {lane.name} <tspan class="detail">{lane.detail}</tspan>
            </text>
          );
        })}
      </svg>
      <svg
        class="plot"
        width={PLOT_WIDTH}
        height={height}
        viewBox={`0 0 ${PLOT_WIDTH} ${height}`}
        role="group"
        aria-label={label}
      >
        {panels.map((panel, nth) => (
          <g key={panel.fromNanos}>
            <PanelView layout={layout} panel={panel} hasLabels={hasLabels} />
            <Skipped layout={layout} before={panels[nth - 1]} panel={panel} />
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Says how much time lies between two panels. */
function Skipped({ layout, before, panel }: { layout: Layout; before: Panel | undefined; panel: Panel }): VNode | null {
  if (before === undefined) return null;
  const middle = round(panel.left - PANEL_GAP / 2);
  const y = round((layout.lanesTop + layout.lanesBottom) / 2);
  const micros = Math.round((panel.fromNanos - before.toNanos) / 1000);
  return (
    <text class="skipped" x={middle} y={y} text-anchor="middle">
      <tspan x={middle}>···</tspan>
      <tspan x={middle} dy={16}>
        {durationText(micros)}
      </tspan>
    </text>
  );
}
