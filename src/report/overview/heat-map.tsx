import type { VNode } from 'preact';
import { PRESETS } from '../../nemesis/preset.ts';
import type { RunResult } from '../../search/run-result.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { systemPageName } from '../page-name.ts';
import type { ReportView } from '../report-view.ts';
import { isViolated } from '../tally/run-groups.ts';
import { countText, shareText } from '../text/numbers.ts';

/** Faults by systems: how often each system, and each of its variants, broke under each kind of chaos. */
export function HeatMap({ view }: { readonly view: ReportView }): VNode | null {
  const { results } = view;
  const presets = PRESETS.filter(({ name }) => results.some((result) => result.preset === name));
  const rows = rowsOf(results);
  if (presets.length === 0) return null;
  return (
    <section aria-labelledby="heat">
      <h2 id="heat">Faults and systems</h2>
      <p class="quiet">
        Runs that broke a guarantee, of all runs. Correct systems are in bold: for them every number but 0 is a bug. The
        darker, the more often.
      </p>
      <ScrollTable caption="Broken runs by kind of chaos" class="heat">
        <thead>
          <tr>
            <th scope="col">system</th>
            {presets.map(({ name, description }) => (
              <th key={name} scope="col" title={description}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ system, variant, own }) => (
            <tr
              key={`${system}/${variant ?? ''}`}
              class={variant === null ? 'correct' : undefined}
              data-filter={`${system} ${variant ?? ''}`}
            >
              <th scope="row">
                {variant === null ? <a href={systemPageName(system)}>{system}</a> : `${system} / ${variant}`}
              </th>
              {presets.map(({ name }) => (
                <Cell key={name} results={own.filter(({ preset }) => preset === name)} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function Cell({ results }: { readonly results: readonly RunResult[] }): VNode {
  if (results.length === 0) return <td class="heat-none">–</td>;
  const broken = results.filter(isViolated).length;
  // Five steps of colour: a number stands in each, so that colour is never all there is.
  const step = broken === 0 ? 0 : Math.max(1, Math.ceil((4 * broken) / results.length));
  return (
    <td class={`heat-${step}`} title={`${shareText(broken, results.length)} broken`}>
      {countText(broken)}
      <span class="quiet"> / {countText(results.length)}</span>
    </td>
  );
}

interface Row {
  readonly system: string;
  readonly variant: string | null;
  readonly own: readonly RunResult[];
}

/** Each system followed by its variants; runs past a contract are apart, and not here. */
function rowsOf(results: readonly RunResult[]): readonly Row[] {
  const rows = new Map<string, { system: string; variant: string | null; own: RunResult[] }>();
  for (const result of results) {
    if (result.pastContract !== null) continue;
    const { system, variant } = result;
    const key = JSON.stringify([system, variant]);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { system, variant, own: [result] });
    else row.own.push(result);
  }
  return [...rows.values()];
}
