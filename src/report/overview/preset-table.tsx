import type { VNode } from 'preact';
import { PRESETS } from '../../nemesis/preset.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { ReportView } from '../report-view.ts';
import { isViolated } from '../tally/run-groups.ts';
import type { RunResult } from '../../search/run-result.ts';
import { countOf, countText } from '../text/numbers.ts';

/** Runs and violations of each system under each preset. */
export function PresetTable({ view }: { readonly view: ReportView }): VNode | null {
  const { correct } = view.groups;
  const presets = PRESETS.filter(({ name }) => correct.some((result) => result.preset === name));
  const names = view.names.filter((name) => correct.some((result) => result.system === name));
  if (presets.length === 0) return null;
  return (
    <section aria-labelledby="presets">
      <h2 id="presets">Kinds of chaos</h2>
      <ScrollTable caption="Runs of the correct systems, inside their contracts" class="numbers">
        <thead>
          <tr>
            <th scope="col">preset</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" class="prose">
              what it does
            </th>
          </tr>
        </thead>
        <tbody>
          {presets.map(({ name: preset, description }) => (
            <tr key={preset}>
              <th scope="row">{preset}</th>
              {names.map((name) => (
                <td key={name}>
                  <RunsCell results={correct.filter((result) => result.preset === preset && result.system === name)} />
                </td>
              ))}
              <td class="prose quiet">{description}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

/** How many runs there were and how many of them broke something or could not be decided. */
function RunsCell({ results }: { readonly results: readonly RunResult[] }): VNode {
  if (results.length === 0) return <span class="quiet">not run</span>;
  const violated = results.filter(isViolated).length;
  const unknown = results.filter(({ judgement }) => judgement.verdict === 'unknown').length;
  return (
    <>
      {countOf(results.length, 'run')},{' '}
      {violated > 0 ? (
        <strong class="bad">{countText(violated)} violated</strong>
      ) : (
        <span class="quiet">0 violated</span>
      )}
      {unknown > 0 && `, ${countText(unknown)} unknown`}
    </>
  );
}
