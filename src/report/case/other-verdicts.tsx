import type { VNode } from 'preact';
import type { GuaranteeJudgement } from '../../claims/judgement.ts';
import { ExercisedList } from '../parts/exercised-list.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { words } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import type { CaseView } from './case-view.ts';
import { CitedText } from './cited-text.tsx';

/** What the judge says of every guarantee in this run. */
export function OtherVerdicts({ view }: { readonly view: CaseView }): VNode {
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">Every guarantee in this run</h2>
      <ScrollTable caption="Verdicts of this run">
        <thead>
          <tr>
            <th scope="col">guarantee</th>
            <th scope="col">verdict</th>
            <th scope="col">exercised</th>
            <th scope="col">what the checker says</th>
          </tr>
        </thead>
        <tbody>
          {view.failure.result.judgement.guarantees.map((judgement) => (
            <tr key={judgement.name}>
              <th scope="row">{words(judgement.name)}</th>
              <td>
                <VerdictMark verdict={judgement.verdict.verdict} />
              </td>
              <td>
                <ExercisedList exercised={judgement.verdict.exercised} />
              </td>
              <td>
                <Remark judgement={judgement} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function Remark({
  judgement,
  view,
}: {
  readonly judgement: GuaranteeJudgement;
  readonly view: CaseView;
}): VNode | null {
  const { verdict } = judgement;
  if (verdict.verdict === 'holds') return null;
  if (verdict.verdict !== 'violated') return <>{verdict.reason}</>;
  if (judgement.name === view.witness?.guarantee)
    return <>{countOf(verdict.anomalies.length, 'anomaly', 'anomalies')}, explained above</>;
  return <CitedText text={verdict.anomalies[0].message} citations={view.citations} />;
}
