import { documentText } from '../document.tsx';
import type { FailureCase } from '../failure-case.ts';
import type { SystemFacts } from '../system-facts.ts';
import { windowsAround } from '../timeline/window.ts';
import { words } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseHeader } from './case-header.tsx';
import { caseViewOf } from './case-view.ts';
import { Explanation } from './explanation.tsx';
import { FaultList } from './fault-list.tsx';
import { Observations } from './observations.tsx';
import { allRows, rowsNear } from './operation-rows.ts';
import { OperationTable } from './operation-table.tsx';
import { OtherVerdicts } from './other-verdicts.tsx';
import { Timelines } from './timelines.tsx';

const MOST_NEAR = 60;
const MOST_ROWS = 10_000;

/** The page of one failing run, as text. */
export function casePage(failure: FailureCase, system: SystemFacts | undefined): string {
  const view = caseViewOf(failure, system);
  const { result } = failure;
  const windows = windowsAround(view.citations.cited);
  const near = rowsNear(view, windows, Math.max(MOST_NEAR, view.citations.cited.length));
  const rows = allRows(view);
  const what = view.witness === undefined ? 'run' : words(view.witness.anomaly.kind);
  const who = [result.system, ...(result.variant === null ? [] : [result.variant])].join(' ');
  return documentText(
    `${what} in ${who}, seed ${result.seed} · capcheck`,
    <main id="content">
      <CaseHeader view={view} />
      <CaseFacts view={view} />
      <Explanation view={view} />
      <FaultList view={view} />
      <Timelines view={view} windows={windows} />
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
        <details>
          <summary>All of the history, {countOf(rows.length, 'row')}</summary>
          <OperationTable view={view} rows={rows.slice(0, MOST_ROWS)} caption="The whole history" prefix="op" />
          {rows.length > MOST_ROWS && (
            <p class="quiet">{countOf(rows.length - MOST_ROWS, 'more row')} can be had by a replay.</p>
          )}
        </details>
      </section>
      <Observations view={view} />
      <OtherVerdicts view={view} />
    </main>,
  );
}
