import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import { durationText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';
import { goodputOf } from './goodput.ts';

/** What was asked and what came of it, around incidents of overload; nothing for a run without any. */
export function GoodputPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const goodput = goodputOf(view.history, view.faults, x.domain()[1] ?? 1);
  if (goodput === undefined) return null;
  const { bins, widthMicros, before, during, recoveryMicros } = goodput;
  const rate = (count: number): number => (count * 1e6) / widthMicros;
  const y = scaleLinear(
    [0, Math.max(1, ...bins.map(({ asked, done }) => rate(Math.max(asked, done))))],
    [PLOT.height - PLOT.bottom, PLOT.top],
  );
  const path = (field: 'asked' | 'done'): string =>
    line<(typeof bins)[number]>(
      (_, nth) => round(x(nth * widthMicros)),
      (bin) => round(y(rate(bin[field]))),
    ).curve(curveStepAfter)([...bins]) ?? '';
  const recovery =
    recoveryMicros === undefined
      ? 'it did not come back to nine tenths of that before the run ended'
      : `nine tenths of that were back ${durationText(Math.round(recoveryMicros))} after the last incident`;
  return (
    <PlotFrame
      view={view}
      title="Goodput"
      summary={`useful answers (solid) of what was asked (dashed), around overload: ${before.toFixed(1)} a second before the first incident, ${during.toFixed(1)} during incidents; ${recovery}.`}
      x={x}
      y={y}
      marks={y.ticks(4)}
      format={(perSecond) => `${perSecond}/s`}
    >
      <path class="goodput asked" d={path('asked')} />
      <path class="goodput done" d={path('done')} />
    </PlotFrame>
  );
}
