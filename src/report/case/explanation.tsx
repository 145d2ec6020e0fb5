import type { VNode } from 'preact';
import type { Anomaly, CycleEdge } from '../../checkers/verdict.ts';
import { words } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import type { CaseView } from './case-view.ts';
import { CycleGraph } from './cycle-graph.tsx';
import { CitedText } from './cited-text.tsx';

const MOST_OTHERS = 20;

/** The argument of the checker: the steps of the anomaly that the page is about, then the other anomalies. */
export function Explanation({ view }: { readonly view: CaseView }): VNode | null {
  const { witness, citations } = view;
  if (witness === undefined) return null;
  const { anomaly, verdict } = witness;
  const others = verdict.anomalies.slice(1);
  return (
    <section aria-labelledby="explanation">
      <h2 id="explanation">Why this is wrong</h2>
      <p>
        In the words of the checker of {words(witness.guarantee)}:{' '}
        <q class="witness">
          <CitedText text={anomaly.message} citations={citations} />
        </q>
      </p>
      {anomaly.cycle !== undefined && <Cycle edges={anomaly.cycle} view={view} />}
      {anomaly.cycle === undefined && anomaly.steps !== undefined && (
        <ol class="steps">
          {anomaly.steps.map((step) => (
            <li key={step}>
              <CitedText text={step} citations={citations} />
            </li>
          ))}
        </ol>
      )}
      {verdict.assumed !== undefined && verdict.assumed.length > 0 && (
        <p class="quiet">Assumed beyond the history: {verdict.assumed.join('; ')}.</p>
      )}
      {others.length > 0 && (
        <details>
          <summary>{countOf(others.length, 'further witness', 'further witnesses')} of the same guarantee</summary>
          <ol class="steps">
            {others.slice(0, MOST_OTHERS).map((other) => (
              <OtherAnomaly key={other.message} anomaly={other} view={view} />
            ))}
          </ol>
          {others.length > MOST_OTHERS && (
            <p class="quiet">{countOf(others.length - MOST_OTHERS, 'more')} not shown.</p>
          )}
        </details>
      )}
    </section>
  );
}

/** Transactions that would each have to come before the next, and the last before the first. */
function Cycle({ edges, view }: { readonly edges: readonly CycleEdge[]; readonly view: CaseView }): VNode {
  return (
    <>
      <CycleGraph edges={edges} view={view} />
      <p>These would each have to come before the next one, and the last before the first, so no order exists:</p>
      <ol class="steps">
        {edges.map(({ from, to, type, because }) => (
          <li key={`${from} ${to} ${type}`}>
            <CitedText text={`T${from} before T${to}`} citations={view.citations} /> <span class="quiet">({type})</span>
            : <CitedText text={because} citations={view.citations} />
          </li>
        ))}
      </ol>
    </>
  );
}

function OtherAnomaly({ anomaly, view }: { readonly anomaly: Anomaly; readonly view: CaseView }): VNode {
  return (
    <li>
      <b>{words(anomaly.kind)}</b>: <CitedText text={anomaly.message} citations={view.citations} />
    </li>
  );
}
