import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { VNode } from 'preact';
import type { Explanation, LikelihoodPoint } from '../../search/explain/explanation.ts';
import type { CaseView } from '../case/case-view.ts';
import { PLOT, PlotFrame } from '../plots/frame.tsx';
import { shareText } from '../text/numbers.ts';
import { round } from '../timeline/panel.ts';
import { lineSentence } from './line-sentence.ts';

interface LikelihoodProps {
  readonly view: CaseView;
  readonly explanation: Explanation;
}

/** How likely the failure was at each step of the run: where the curve jumps, it happened. */
export function LikelihoodPlot({ view, explanation: { likelihood, jump } }: LikelihoodProps): VNode | null {
  const [first] = likelihood;
  const last = likelihood.at(-1);
  if (first === undefined || last === undefined || likelihood.length < 2) return null;
  const x = scaleLinear([0, Math.max(1, last.atMicros * 1.05)], [PLOT.left, PLOT.width - PLOT.right]);
  const y = scaleLinear([0, 1], [PLOT.height - PLOT.bottom, PLOT.top]);
  const share = ({ showing, futures }: LikelihoodPoint): number => (futures === 0 ? 0 : showing / futures);
  const path = line<LikelihoodPoint>(
    ({ atMicros }) => round(x(atMicros)),
    (point) => round(y(share(point))),
  ).curve(curveStepAfter);
  const point = jump === null ? undefined : likelihood[jump];
  const told =
    point === undefined
      ? ''
      : ` It happened here: ${point.line === null ? 'at the beginning' : lineSentence(view, point.line)}.`;
  return (
    <div class="charts">
      <PlotFrame
        view={view}
        title="How likely the failure was"
        summary={`when everything still to come was drawn anew: at first it came about in ${shareText(first.showing, first.futures)} of the futures, at last in ${shareText(last.showing, last.futures)}.${told}`}
        x={x}
        y={y}
        marks={[0, 0.5, 1]}
        format={(value) => `${value * 100} %`}
      >
        <path class="likelihood" d={path(likelihood) ?? ''} />
        {likelihood.map((one, nth) => (
          <circle
            key={nth}
            class={nth === jump ? 'likelihood jump' : 'likelihood'}
            cx={round(x(one.atMicros))}
            cy={round(y(share(one)))}
            r={nth === jump ? 5 : 2.5}
          />
        ))}
      </PlotFrame>
    </div>
  );
}
