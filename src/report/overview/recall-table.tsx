import type { VNode } from 'preact';
import type { RecallSummary } from '../measured.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { listText, words } from '../text/names.ts';
import { countOf, countText } from '../text/numbers.ts';

/** How surely and how soon each planted mistake is found, and that correct systems are not accused. */
export function RecallTable({ recall }: { readonly recall: RecallSummary }): VNode {
  const { effort, variants, correct, codeVersion } = recall;
  const lost = variants.filter(({ found }) => found < effort.ranges);
  const accused = correct.filter(({ violatedSeeds }) => violatedSeeds.length > 0);
  const runs = correct.reduce((sum, one) => sum + one.runs, 0);
  return (
    <section aria-labelledby="recall">
      <h2 id="recall">Recall</h2>
      <p class="quiet">
        Each mistake was looked for in {countOf(effort.ranges, 'range')} of at most {countOf(effort.seeds, 'seed')}, by
        code version {codeVersion}.{' '}
        {lost.length === 0
          ? 'Every one was found in every range.'
          : `${countText(lost.length)} of ${countText(variants.length)} were missed in some range.`}{' '}
        {accused.length === 0
          ? `The correct systems broke nothing in ${countOf(runs, 'run')}.`
          : `Correct systems were accused: ${listText([...new Set(accused.map(({ system }) => system))])}.`}
      </p>
      <ScrollTable caption="How planted mistakes were found" class="numbers">
        <thead>
          <tr>
            <th scope="col">mistake</th>
            <th scope="col" class="name">
              must break
            </th>
            <th scope="col" class="name">
              faults
            </th>
            <th scope="col">found in</th>
            <th scope="col">seeds to find it (median)</th>
            <th scope="col">shrunk to faults</th>
            <th scope="col">shrunk to operations</th>
          </tr>
        </thead>
        <tbody>
          {variants.map((row) => (
            <tr key={`${row.system} ${row.variant}`} data-filter={`${row.system} ${row.variant} ${row.guarantee}`}>
              <th scope="row">
                {row.system} / {row.variant}
              </th>
              <td class="name">{words(row.guarantee)}</td>
              <td class="name">{row.preset}</td>
              <td>
                {row.found < effort.ranges ? (
                  <strong class="bad">
                    {row.found} of {countOf(effort.ranges, 'range')}
                  </strong>
                ) : (
                  `${row.found} of ${countOf(effort.ranges, 'range')}`
                )}
              </td>
              <td>{medianText(row.medianSeeds)}</td>
              <td>{medianText(row.medianShrunkFaults)}</td>
              <td>{medianText(row.medianShrunkOperations)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function medianText(median: number | null): string {
  return median === null ? '–' : countText(median);
}
