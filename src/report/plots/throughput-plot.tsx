import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import type { VNode } from 'preact';
import type { Outcome } from '../../history/history.ts';
import type { CaseView } from '../case/case-view.ts';
import { countText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';

const BINS = 60;
const OUTCOMES: readonly Outcome[] = ['ok', 'fail', 'info'];

/** How many operations ended, and how, in each sixtieth of the run; stacked. */
export function ThroughputPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const [, endMicros = 1] = x.domain();
  const width = endMicros / BINS;
  const counts = Array.from({ length: BINS + 1 }, () => ({ ok: 0, fail: 0, info: 0 }));
  for (const { invoke, completion, outcome } of view.history.invocations) {
    const bin = counts[Math.min(BINS, Math.floor((completion ?? invoke).time / 1000 / width))];
    if (bin !== undefined) bin[outcome]++;
  }
  const most = Math.max(...counts.map(({ ok, fail, info }) => ok + fail + info));
  if (most === 0) return null;
  const y = scaleLinear([0, most], [PLOT.height - PLOT.bottom, PLOT.top]);
  const layerOf = (outcome: Outcome): string | null => {
    const below = OUTCOMES.slice(0, OUTCOMES.indexOf(outcome));
    const baseOf = (bin: Readonly<Record<Outcome, number>>): number =>
      below.reduce((sum, other) => sum + bin[other], 0);
    return area<Readonly<Record<Outcome, number>>>(
      (_, nth) => round(x(Math.min(endMicros, nth * width))),
      (bin) => round(y(baseOf(bin))),
      (bin) => round(y(baseOf(bin) + bin[outcome])),
    ).curve(curveStepAfter)(counts);
  };
  const total = (outcome: Outcome): number => counts.reduce((sum, bin) => sum + bin[outcome], 0);
  return (
    <PlotFrame
      view={view}
      title="Throughput"
      summary={`${countText(total('ok'))} ok, ${countText(total('fail'))} failed, ${countText(total('info'))} unknown; at most ${most} ended within ${(width / 1e6).toFixed(2)} s.`}
      x={x}
      y={y}
      marks={y.ticks(4).filter(Number.isInteger)}
      format={String}
    >
      {OUTCOMES.map((outcome) => (
        <path key={outcome} class={`layer ${outcome}`} d={layerOf(outcome) ?? ''} />
      ))}
    </PlotFrame>
  );
}
