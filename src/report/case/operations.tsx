import type { VNode } from 'preact';
import { countOf } from '../text/numbers.ts';
import type { Window } from '../timeline/window.ts';
import type { CaseView } from './case-view.ts';
import { rowsNear } from './operation-rows.ts';
import { OperationTable } from './operation-table.tsx';

const MOST_NEAR = 60;

interface OperationsProps {
  readonly view: CaseView;
  readonly windows: readonly Window[];
}

/** The operations around the violation as text; the whole history, which the script draws; and what can be saved of it. */
export function Operations({ view, windows }: OperationsProps): VNode {
  const near = rowsNear(view, windows, Math.max(MOST_NEAR, view.citations.cited.length));
  return (
    <section aria-labelledby="operations">
      <h2 id="operations">Operations</h2>
      {near.length > 0 && (
        <OperationTable
          view={view}
          rows={near}
          caption="Cited operations, and what happened at the same time"
          prefix="near"
        />
      )}
      <h3 id="history">The whole history, {countOf(view.history.operations.length, 'line')}</h3>
      <noscript>
        <p class="quiet">
          The table of all operations, the pictures that move and the downloads need the page's script.
        </p>
      </noscript>
      <div id="history-place" />
      <h3>Downloads</h3>
      <ul id="downloads-place" class="downloads" />
    </section>
  );
}
