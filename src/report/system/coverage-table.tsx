import type { VNode } from 'preact';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { RunResult } from '../../search/run-result.ts';
import { tallyCoverage } from '../tally/tally-coverage.ts';
import { countText } from '../text/numbers.ts';

/** How often the runs met each situation that the mechanisms are there for. */
export function CoverageTable({ results }: { readonly results: readonly RunResult[] }): VNode | null {
  const marks = tallyCoverage(results);
  if (marks.length === 0) return null;
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">Mechanisms met</h2>
      <ScrollTable caption="Situations that the code knows of, and how often runs met them" class="numbers">
        <thead>
          <tr>
            <th scope="col">situation</th>
            <th scope="col">times</th>
            <th scope="col">runs of {countText(results.length)}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ name, count, runs }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count === 0 ? <strong class="bad">never</strong> : countText(count)}</td>
              <td>{countText(runs)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
