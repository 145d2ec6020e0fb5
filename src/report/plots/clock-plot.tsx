import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import { durationText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { PLOT, PlotFrame, type TimeScale } from './frame.tsx';

interface Belief {
  readonly micros: number;
  readonly node: string;
  readonly earliest: number;
  readonly latest: number;
}

/** What servers believed of the true time, less the true time: an interval that leaves out 0 was wrong. */
export function ClockPlot({ view, x }: { readonly view: CaseView; readonly x: TimeScale }): VNode | null {
  const beliefs = (view.failure.run.trace?.marks ?? []).flatMap(({ name, node, micros, value, clockOffsetMicros }) => {
    if (name !== 'clock') return [];
    const { earliest = 0, latest = 0 } = JSON.parse(value) as { earliest?: number; latest?: number };
    return [{ micros, node, earliest: earliest + clockOffsetMicros, latest: latest + clockOffsetMicros }];
  });
  if (beliefs.length === 0) return null;
  const reach = Math.max(...beliefs.flatMap(({ earliest, latest }) => [Math.abs(earliest), Math.abs(latest)])) * 1.1;
  const y = scaleLinear([-reach, reach], [PLOT.height - PLOT.bottom, PLOT.top]);
  const wrong = beliefs.filter(({ earliest, latest }) => earliest > 0 || latest < 0).length;
  const nodes = [...new Set(beliefs.map(({ node }) => node))];
  const path = line<Belief>(
    ({ micros }) => round(x(micros)),
    ({ earliest, latest }) => round(y((earliest + latest) / 2)),
  );
  return (
    <PlotFrame
      view={view}
      title="Clocks"
      summary={`what servers believed of the true time at each synchronisation, as its distance from the true time; ${wrong} of ${beliefs.length} intervals leave the truth out.`}
      x={x}
      y={y}
      marks={y.ticks(5)}
      format={(micros) => durationText(Math.round(micros))}
    >
      <line class="truth" x1={PLOT.left} x2={PLOT.width - PLOT.right} y1={round(y(0))} y2={round(y(0))} />
      {nodes.map((node) => (
        <path key={node} class="belief" d={path(beliefs.filter((one) => one.node === node)) ?? ''} />
      ))}
      {beliefs.map(({ micros, node, earliest, latest }) => (
        <line
          key={`${node} ${micros}`}
          class={earliest > 0 || latest < 0 ? 'interval wrong' : 'interval'}
          x1={round(x(micros))}
          x2={round(x(micros))}
          y1={round(y(earliest))}
          y2={round(y(latest))}
        />
      ))}
    </PlotFrame>
  );
}
