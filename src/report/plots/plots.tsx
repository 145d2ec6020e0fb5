import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import { AvailabilityPlot } from './availability-plot.tsx';
import { ClockPlot } from './clock-plot.tsx';
import { PLOT } from './frame.tsx';
import { GoodputPlot } from './goodput-plot.tsx';
import { LatencyPlot } from './latency-plot.tsx';
import { StalenessPlot } from './staleness-plot.tsx';
import { ThroughputPlot } from './throughput-plot.tsx';

const LEAST_OPERATIONS = 8;

/** How the whole run went for those who used it, with the faults behind. */
export function Plots({ view }: { readonly view: CaseView }): VNode | null {
  // A shrunk case has too few operations for a course of things.
  const isLong = view.history.invocations.length >= LEAST_OPERATIONS;
  const hasClocks = view.failure.run.trace?.marks.some(({ name }) => name === 'clock') === true;
  if (!isLong && !hasClocks) return null;
  const x = scaleLinear([0, Math.max(1, view.endNanos / 1000)], [PLOT.left, PLOT.width - PLOT.right]);
  return (
    <section aria-labelledby="plots">
      <h2 id="plots">How the run went</h2>
      <p class="quiet">Bands are faults.</p>
      <div class="charts">
        {isLong && <LatencyPlot view={view} x={x} />}
        {isLong && <ThroughputPlot view={view} x={x} />}
        {isLong && <AvailabilityPlot view={view} x={x} />}
        {isLong && <GoodputPlot view={view} x={x} />}
        {isLong && <StalenessPlot view={view} x={x} />}
        <ClockPlot view={view} x={x} />
      </div>
    </section>
  );
}
