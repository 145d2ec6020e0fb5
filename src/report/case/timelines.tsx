import type { VNode } from 'preact';
import { lanesOf } from '../timeline/lanes.ts';
import { layoutOf, PANEL_GAP, PLOT_WIDTH, type RowSizes } from '../timeline/layout.ts';
import { Legend } from '../timeline/legend.tsx';
import { panelsOf } from '../timeline/panel.ts';
import { Patterns } from '../timeline/patterns.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import type { Window } from '../timeline/window.ts';
import { countOf, instantText } from '../text/numbers.ts';
import type { CaseView } from './case-view.ts';

const ZOOMED: RowSizes = { lane: 40, bar: 11 };

interface TimelinesProps {
  readonly view: CaseView;
  /** What is shown enlarged; empty when nothing is cited. */
  readonly windows: readonly Window[];
}

/** The run in two pictures: what is around the violation, and everything, which the script draws. */
export function Timelines({ view, windows }: TimelinesProps): VNode {
  const lanes = lanesOf(view);
  const layout = layoutOf(panelsOf(windows, PLOT_WIDTH, PANEL_GAP), lanes, view.faults, view.healNanos, ZOOMED);
  const size = `${countOf(view.history.invocations.length, 'operation')} in ${countOf(lanes.length, 'lane')}`;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <Patterns />
      {windows.length > 0 && (
        <figure>
          <figcaption>
            <b>Around the violation</b>, {windows.map(stretchText).join(' and ')} of virtual time. Bands are faults.
          </figcaption>
          <Timeline layout={layout} label="Operations around the violation, by client" hasLabels />
        </figure>
      )}
      <figure>
        <figcaption>
          <b>The whole run</b>, {size}.
        </figcaption>
        <div id="filter-place" class="filters" />
        <div id="timeline-place" class="picture" />
        <aside id="pin-place" class="pin" aria-label="The pinned operation" aria-live="polite" hidden />
      </figure>
      <Legend />
    </section>
  );
}

function stretchText({ fromNanos, toNanos }: Window): string {
  return `${instantText(fromNanos)} to ${instantText(toNanos)}`;
}
