import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import { countOf, durationText, partOf } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';
import { readAgesOf } from './read-ages.ts';

const MOST_DOTS = 1500;

/** How long what reads of registers returned had been out of date. */
export function StalenessPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const ages = readAgesOf(view.history);
  if (ages.length === 0) return null;
  const stale = ages.filter(({ staleNanos }) => staleNanos > 0);
  const most = stale.reduce((longest, { staleNanos }) => Math.max(longest, staleNanos), 0) / 1000;
  if (most === 0)
    return (
      <p class="quiet">
        Staleness: none of {countOf(ages.length, 'read')} of a register returned what had been overwritten when it
        began.
      </p>
    );
  const y = scaleLinear([0, most], [PLOT.height - PLOT.bottom, PLOT.top]);
  const stride = Math.ceil(ages.length / MOST_DOTS);
  const shown = ages.filter(({ staleNanos }, nth) => nth % stride === 0 || staleNanos / 1000 === most);
  return (
    <PlotFrame
      view={view}
      title="Staleness"
      summary={`${partOf(stale.length, ages.length, 'read')} of a register returned what had been overwritten when they began, for up to ${durationText(Math.round(most))}.`}
      x={x}
      y={y}
      marks={y.ticks(4)}
      format={(micros) => durationText(Math.round(micros))}
    >
      {shown.map(({ atNanos, staleNanos }, nth) => (
        <circle
          key={nth}
          class={staleNanos > 0 ? 'read stale' : 'read'}
          cx={round(x(atNanos / 1000))}
          cy={round(y(staleNanos / 1000))}
          r={staleNanos > 0 ? 2.5 : 1.5}
        />
      ))}
    </PlotFrame>
  );
}
