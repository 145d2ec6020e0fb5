import type { VNode } from 'preact';
import type { OtherRuns } from '../measured.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { RunResult } from '../../search/run-result.ts';
import { compareRuns, type Standing } from '../tally/compare-runs.ts';
import { words } from '../text/names.ts';
import { countOf, countText, partOf } from '../text/numbers.ts';

interface ComparedProps {
  readonly results: readonly RunResult[];
  readonly other: OtherRuns;
}

/** What these runs say otherwise than others did. */
export function Compared({ results, other }: ComparedProps): VNode {
  const { common, onlyHere, onlyThere, differences } = compareRuns(results, other.results);
  return (
    <section aria-labelledby="compared">
      <h2 id="compared">Compared with {other.name}</h2>
      <p class="quiet">
        {countOf(other.results.length, 'run')} there, {countOf(results.length, 'run')} here;{' '}
        {countOf(common, 'setting')} of system, variant and faults in both.{' '}
        {differences.length === 0
          ? 'No verdict is another one.'
          : `${countOf(differences.length, 'verdict')} ${differences.length === 1 ? 'is another one' : 'are others'}.`}
      </p>
      {differences.length > 0 && (
        <ScrollTable caption="Verdicts that differ" class="compared">
          <thead>
            <tr>
              <th scope="col">setting</th>
              <th scope="col">guarantee</th>
              <th scope="col">there</th>
              <th scope="col">here</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ setting, guarantee, there, here }) => (
              <tr key={`${setting} ${guarantee}`} data-filter={`${setting} ${guarantee}`}>
                <th scope="row">{setting}</th>
                <td>{words(guarantee)}</td>
                <td>
                  <StandingText standing={there} />
                </td>
                <td>
                  <StandingText standing={here} />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <Only title="Only here" settings={onlyHere} />
      <Only title="Only there" settings={onlyThere} />
    </section>
  );
}

function StandingText({ standing }: { readonly standing: Standing | undefined }): VNode {
  if (standing === undefined) return <span class="quiet">not judged</span>;
  const { verdict, runs, violated } = standing;
  return (
    <>
      <VerdictMark verdict={verdict} />{' '}
      <span class="quiet">{violated > 0 ? `in ${partOf(violated, runs, 'run')}` : `of ${countOf(runs, 'run')}`}</span>
    </>
  );
}

function Only({ title, settings }: { readonly title: string; readonly settings: readonly string[] }): VNode | null {
  if (settings.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {countText(settings.length)}
      </summary>
      <ul>
        {settings.map((setting) => (
          <li key={setting}>{setting}</li>
        ))}
      </ul>
    </details>
  );
}
