import type { VNode } from 'preact';
import { witnessOf } from '../case/witness.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { ReportView } from '../report-view.ts';
import { anomalySentence } from '../text/anomaly-sentence.ts';
import { words } from '../text/names.ts';
import { countText } from '../text/numbers.ts';

interface Signature {
  readonly system: string;
  readonly variant: string | null;
  readonly guarantee: string;
  readonly kind: string;
  runs: number;
}

/** Failures that look alike, counted: by system, mistake, guarantee and kind of anomaly, the most frequent first. */
export function Signatures({ view }: { readonly view: ReportView }): VNode | null {
  const signatures = signaturesOf(view);
  if (signatures.length === 0) return null;
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">Failures by signature</h2>
      <ScrollTable caption="Every failing run, whether it was meant to fail or not" class="signatures">
        <thead>
          <tr>
            <th scope="col">what is seen</th>
            <th scope="col">system</th>
            <th scope="col">guarantee</th>
            <th scope="col" class="number">
              runs
            </th>
            <th scope="col">cases</th>
          </tr>
        </thead>
        <tbody>
          {signatures.map(({ system, variant, guarantee, kind, runs }) => {
            const pages = view.cases.filter(({ failure: { result } }) => {
              const anomaly = witnessOf(result, view.factsOf(result.system))?.anomaly;
              return result.system === system && result.variant === variant && anomaly?.kind === kind;
            });
            return (
              <tr
                key={`${system} ${variant ?? ''} ${guarantee} ${kind}`}
                data-filter={`${system} ${variant ?? ''} ${guarantee} ${kind}`}
              >
                <th scope="row">
                  {kind} <span class="quiet">{anomalySentence(kind)}</span>
                </th>
                <td>{variant === null ? <b>{system}</b> : `${system} / ${variant}`}</td>
                <td>{words(guarantee)}</td>
                <td class="number">{countText(runs)}</td>
                <td>
                  <ul class="inline">
                    {pages.map(({ page, failure }) => (
                      <li key={page}>
                        <a
                          href={page}
                          aria-label={`${kind} in ${system}, seed ${failure.result.seed}, ${failure.result.preset}`}
                        >
                          case of seed {failure.result.seed}
                        </a>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function signaturesOf({ results, factsOf }: ReportView): readonly Signature[] {
  const found = new Map<string, Signature>();
  for (const result of results) {
    const witness = witnessOf(result, factsOf(result.system));
    if (witness === undefined) continue;
    const { system, variant } = result;
    const { guarantee, anomaly } = witness;
    const key = JSON.stringify([system, variant, guarantee, anomaly.kind]);
    const known = found.get(key) ?? { system, variant, guarantee, kind: anomaly.kind, runs: 0 };
    known.runs++;
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.runs - a.runs);
}
