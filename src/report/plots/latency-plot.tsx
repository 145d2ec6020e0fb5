import { scaleLog } from 'd3-scale';
import type { VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import type { Outcome } from '../../history/history.ts';
import { durationText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';

/** More dots than these say nothing more, and make the page large. */
const MOST_DOTS = 1500;
const DECADES = [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

interface Dot {
  readonly at: number;
  readonly took: number;
  readonly outcome: Outcome;
}

/** How long operations took, on a logarithmic scale, by outcome. */
export function LatencyPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const all = view.history.invocations.flatMap(({ invoke, completion, outcome }): readonly Dot[] =>
    completion === undefined
      ? []
      : [{ at: invoke.time / 1000, took: Math.max(1, (completion.time - invoke.time) / 1000), outcome }],
  );
  if (all.length === 0) return null;
  const sorted = all.map(({ took }) => took).sort((a, b) => a - b);
  const [least = 1, most = 1] = [sorted[0], sorted.at(-1)];
  const y = scaleLog([least / 1.3, most * 1.3], [PLOT.height - PLOT.bottom, PLOT.top]);
  const stride = Math.ceil(all.length / MOST_DOTS);
  const dots = all.filter(({ took }, nth) => nth % stride === 0 || took === most);
  const half = sorted[sorted.length >> 1] ?? 0;
  const marks = DECADES.filter((decade) => decade >= least / 1.3 && decade <= most * 1.3);
  return (
    <PlotFrame
      view={view}
      title="Latency"
      summary={`half of the operations within ${durationText(Math.round(half))}, the slowest ${durationText(Math.round(most))}.`}
      x={x}
      y={y}
      marks={marks}
      format={durationText}
    >
      {(['ok', 'fail', 'info'] as const).map((outcome) => (
        <path
          key={outcome}
          class={`dots ${outcome}`}
          d={dots
            .filter((dot) => dot.outcome === outcome)
            .map((dot) => SHAPES[outcome](round(x(dot.at)), round(y(dot.took))))
            .join('')}
        />
      ))}
    </PlotFrame>
  );
}

/** Outcomes by shape as by colour: a square, a cross, a hollow triangle. */
const SHAPES: Readonly<Record<Outcome, (x: number, y: number) => string>> = {
  ok: (x, y) => `M${round(x - 1.5)} ${round(y - 1.5)}h3v3h-3z`,
  fail: (x, y) => `M${round(x - 2.5)} ${round(y - 2.5)}l5 5m-5 0l5-5`,
  info: (x, y) => `M${round(x - 3)} ${round(y + 2.5)}h6l-3-5.5z`,
};
