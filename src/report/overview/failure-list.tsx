import type { VNode } from 'preact';
import { witnessOf } from '../case/witness.ts';
import type { CaseLink, ReportView } from '../report-view.ts';
import { cleanCases, failureGroups, type FailureGroup } from '../tally/failure-groups.ts';
import { anomalySentence } from '../text/anomaly-sentence.ts';
import { clipped } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';

const SHOWN = 4;
const MESSAGE_LENGTH = 200;

/** The failures that speak against a system, by system and guarantee; those that were to be expected stand elsewhere. */
export function FailureList({ view }: { readonly view: ReportView }): VNode | null {
  const groups = failureGroups(view);
  const clean = cleanCases(view);
  if (view.groups.correct.length + groups.length + clean.length === 0) return null;
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">Failures inside the contract</h2>
      {groups.length === 0 && <p>None.</p>}
      {groups.map((group) => (
        <GroupOfFailures key={group.title} view={view} group={group} />
      ))}
      {clean.length > 0 && (
        <p>
          Kept although nothing broke:{' '}
          {clean.map(({ failure, page }, nth) => (
            <span key={page}>
              {nth > 0 && ', '}
              <a href={page}>
                {failure.result.system}, seed {failure.result.seed}, {failure.result.preset}
              </a>
            </span>
          ))}
          .
        </p>
      )}
    </section>
  );
}

function GroupOfFailures({ view, group }: { readonly view: ReportView; readonly group: FailureGroup }): VNode {
  const { title, runs, links } = group;
  const rest = links.slice(SHOWN);
  return (
    <div class="failures bug">
      <h3>
        {title} <span class="quiet">{countOf(runs, 'run')}</span>
      </h3>
      <CaseLinks view={view} links={links.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{countOf(rest.length, 'more page')}</summary>
          <CaseLinks view={view} links={rest} />
        </details>
      )}
      {runs > links.length && (
        <p class="quiet">{countOf(runs - links.length, 'further failing run')} without a page.</p>
      )}
    </div>
  );
}

function CaseLinks({ view, links }: { readonly view: ReportView; readonly links: readonly CaseLink[] }): VNode {
  return (
    <ul class="cases">
      {links.map(({ failure, page }) => {
        const { result } = failure;
        const anomaly = witnessOf(result, view.factsOf(result.system))?.anomaly;
        return (
          <li key={page}>
            <a href={page}>
              seed {result.seed}, {result.preset}
            </a>{' '}
            {anomaly !== undefined && anomalySentence(anomaly.kind)}{' '}
            <span class="quiet">{clipped(anomaly?.message ?? '', MESSAGE_LENGTH)}</span>
          </li>
        );
      })}
    </ul>
  );
}
