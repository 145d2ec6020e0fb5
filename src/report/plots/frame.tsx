import type { ScaleContinuousNumeric, ScaleLinear } from 'd3-scale';
import type { ComponentChildren, VNode } from 'preact';
import type { CaseView } from '../case/case-view.ts';
import { faultGroupOf } from '../timeline/fault-group.ts';
import { round } from '../timeline/panel.ts';

export const PLOT = { width: 560, height: 190, left: 58, right: 8, top: 8, bottom: 24 } as const;
const MICROS_PER_SECOND = 1_000_000;

export type TimeScale = ScaleLinear<number, number>;

interface FrameProps {
  readonly view: CaseView;
  readonly title: string;
  /** What is to be seen, in a sentence: for those who can't see it, and for all others too. */
  readonly summary: string;
  /** Of microseconds. */
  readonly x: TimeScale;
  readonly y: ScaleContinuousNumeric<number, number>;
  readonly marks: readonly number[];
  format(value: number): string;
  readonly children: ComponentChildren;
}

/** Axes, grid and fault bands that every plot of a run shares. */
export function PlotFrame({ view, title, summary, x, y, marks, format, children }: FrameProps): VNode {
  const bottom = PLOT.height - PLOT.bottom;
  return (
    <figure class="chart">
      <figcaption>
        <b>{title}</b> {summary}
      </figcaption>
      <svg viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} role="img" aria-label={`${title}: ${summary}`}>
        {view.faults.map(({ number, kind, fromNanos, toNanos }) => {
          const left = round(x(fromNanos / 1000));
          return (
            <rect
              key={number}
              class={`fault-band ${faultGroupOf(kind)}`}
              x={left}
              y={PLOT.top}
              width={round(Math.max(1, x(toNanos / 1000) - left))}
              height={bottom - PLOT.top}
            />
          );
        })}
        {marks.map((value) => (
          <g key={value}>
            <line class="grid" x1={PLOT.left} x2={PLOT.width - PLOT.right} y1={round(y(value))} y2={round(y(value))} />
            <text class="tick" x={PLOT.left - 6} y={round(y(value) + 4)} text-anchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {x.ticks(6).map((micros) => (
          <text key={micros} class="tick" x={round(x(micros))} y={PLOT.height - 6} text-anchor="middle">
            {micros / MICROS_PER_SECOND} s
          </text>
        ))}
        {children}
      </svg>
    </figure>
  );
}
