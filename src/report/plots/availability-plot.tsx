import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import { asksServer } from '../../checkers/availability/asking.ts';
import { MinoritySide } from '../../checkers/availability/minority-side.ts';
import { Cluster } from '../../checkers/cluster/cluster.ts';
import type { CaseView } from '../case/case-view.ts';
import { shareText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';

const BINS = 40;

interface Bin {
  readonly nth: number;
  asked: number;
  ok: number;
}

/** Which part of the requests was answered, on either side of the partition. */
export function AvailabilityPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const cluster = Cluster.of(view.history);
  if (cluster === undefined) return null;
  const [, endMicros = 1] = x.domain();
  const width = endMicros / BINS;
  const makeBins = (): Bin[] => Array.from({ length: BINS }, (_, nth) => ({ nth, asked: 0, ok: 0 }));
  const sides = { majority: makeBins(), minority: makeBins() };
  const minority = new MinoritySide(view.history, cluster);
  for (const invocation of view.history.invocations.filter(asksServer)) {
    const side = minority.has(invocation, 0) ? sides.minority : sides.majority;
    const bin = side[Math.min(BINS - 1, Math.floor(invocation.invoke.time / 1000 / width))];
    if (bin === undefined) continue;
    bin.asked++;
    if (invocation.outcome === 'ok') bin.ok++;
  }
  const y = scaleLinear([0, 1], [PLOT.height - PLOT.bottom, PLOT.top]);
  const path = line<Bin>(
    ({ nth }) => round(x(nth * width)),
    ({ asked, ok }) => round(y(ok / asked)),
  )
    .defined(({ asked }) => asked > 0)
    .curve(curveStepAfter);
  const words = (bins: readonly Bin[]): string => {
    const asked = bins.reduce((sum, bin) => sum + bin.asked, 0);
    return asked === 0
      ? 'nothing asked'
      : `${shareText(
          bins.reduce((sum, bin) => sum + bin.ok, 0),
          asked,
        )} of ${asked} answered`;
  };
  return (
    <PlotFrame
      view={view}
      title="Availability"
      summary={`where a majority could be reached (solid) ${words(sides.majority)}; on a minority side (dots) ${words(sides.minority)}.`}
      x={x}
      y={y}
      marks={[0, 0.5, 1]}
      format={(share) => `${share * 100} %`}
    >
      <path class="side majority" d={path(sides.majority) ?? ''} />
      {sides.minority
        .filter(({ asked }) => asked > 0)
        .map(({ nth, asked, ok }) => (
          <circle key={nth} class="side minority" cx={round(x((nth + 0.5) * width))} cy={round(y(ok / asked))} r={3} />
        ))}
    </PlotFrame>
  );
}
