import type { VNode } from 'preact';
import { GUARANTEES } from '../../claims/guarantees.ts';
import { scoreRuns } from '../../claims/scorecard.ts';
import { ExercisedList } from '../parts/exercised-list.tsx';
import { RunCounts } from '../parts/run-counts.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import type { RunResult } from '../../search/run-result.ts';
import type { SystemFacts } from '../system-facts.ts';
import { words } from '../text/names.ts';

interface GuaranteeTableProps {
  /** Runs of the correct system inside its contract. */
  readonly results: readonly RunResult[];
  readonly system: SystemFacts | undefined;
}

/** Each guarantee of a system, what it means, the verdict over all runs, and all that was exercised. */
export function GuaranteeTable({ results, system }: GuaranteeTableProps): VNode {
  const { guarantees } = scoreRuns(results);
  const names = [...new Set([...(system?.claim.guarantees ?? []), ...guarantees.map(({ name }) => name)])];
  return (
    <section aria-labelledby="guarantees">
      <h2 id="guarantees">Guarantees</h2>
      <ScrollTable caption="Verdicts over all runs of the correct system, inside its contract">
        <thead>
          <tr>
            <th scope="col">guarantee</th>
            <th scope="col">verdict</th>
            <th scope="col">exercised</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const score = guarantees.find((known) => known.name === name);
            return (
              <tr key={name}>
                <th scope="row" class="wide">
                  {words(name)} <span class="quiet">{GUARANTEES[name].promise}</span>
                </th>
                <td>
                  {score === undefined ? (
                    <span class="quiet">not run</span>
                  ) : (
                    <>
                      <VerdictMark verdict={score.verdict} />
                      <div class="strength">
                        <RunCounts score={score} />
                      </div>
                    </>
                  )}
                </td>
                <td>{score !== undefined && <ExercisedList exercised={score.exercised} />}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </section>
  );
}
