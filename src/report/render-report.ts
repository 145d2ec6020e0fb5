import type { RunResult } from '../search/run-result.ts';
import { casePage } from './case/case-page.tsx';
import type { FailureCase } from './failure-case.ts';
import { indexPage } from './overview/index-page.tsx';
import type { Measured } from './measured.ts';
import { casePageName, systemPageName } from './page-name.ts';
import type { CaseLink, ReportView } from './report-view.ts';
import { systemPage } from './system/system-page.tsx';
import type { SystemFacts } from './system-facts.ts';
import { groupRuns } from './tally/run-groups.ts';
import { sortResults } from './tally/sort-results.ts';

/** A file of a report. */
export interface Page {
  readonly file: string;
  readonly html: string;
}

/**
 * All pages of a report, the index last. A pure function: equal input gives equal bytes, and the order of the runs,
 * which depends on which worker was faster, has no part in it.
 */
export function renderReport(
  systems: readonly SystemFacts[],
  results: readonly RunResult[],
  failures: readonly FailureCase[],
  measured: Measured = {},
): readonly Page[] {
  const known = systems.map(({ name }) => name);
  const sorted = sortResults(results, (result) => result, known);
  const cases = linkCases(sortResults(sortedByFile(failures), ({ result }) => result, known));
  const everyResult = [...sorted, ...cases.map(({ failure }) => failure.result)];
  const view: ReportView = {
    results: sorted,
    groups: groupRuns(sorted),
    cases,
    measured,
    names: [...new Set(everyResult.map(({ system }) => system))],
    factsOf: (name) => systems.find((system) => system.name === name),
  };
  return [
    ...cases.map(({ failure, page }) => ({ file: page, html: casePage(failure, view.factsOf(failure.result.system)) })),
    ...view.names.map((name) => ({ file: systemPageName(name), html: systemPage(view, name) })),
    { file: 'index.html', html: indexPage(view) },
  ];
}

function sortedByFile(failures: readonly FailureCase[]): readonly FailureCase[] {
  return failures.toSorted((a, b) => (a.caseFile < b.caseFile ? -1 : a.caseFile > b.caseFile ? 1 : 0));
}

/** Gives each case a page of its own; the same run with another plan (a shrunk one, say) gets a number. */
function linkCases(failures: readonly FailureCase[]): readonly CaseLink[] {
  const uses = new Map<string, number>();
  return failures.map((failure) => {
    const name = casePageName(failure.result);
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    return { failure, page: use === 1 ? name : name.replace(/\.html$/, `_${use}.html`) };
  });
}
