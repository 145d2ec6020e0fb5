import type { VNode } from 'preact';
import { chaosName } from '../../claims/chaos-name.ts';
import { standingOf } from './standing.ts';
import { systemPageName } from '../page-name.ts';
import { anomalySentence } from '../text/anomaly-sentence.ts';
import { words } from '../text/names.ts';
import type { CaseView } from './case-view.ts';
import { PlainText } from './cited-text.tsx';
import { plainWitness } from './plain-witness.ts';
import { reproduceCommand } from './reproduce.ts';

/** What broke, in a sentence; what it broke, and whether that was to be expected; and how to see it again. */
export function CaseHeader({ view }: { readonly view: CaseView }): VNode {
  const { failure, witness, system } = view;
  const { result } = failure;
  const standing = standingOf(result, system);
  const name = result.system;
  return (
    <header>
      <nav aria-label="Breadcrumb">
        <a href="index.html">Report</a> / <a href={systemPageName(name)}>{name}</a> / seed {result.seed}
      </nav>
      <div class="opening">
        <div>
          <p class="overline">
            {name}
            {result.variant !== null && <> · {result.variant}</>}
            {witness !== undefined && <> · {words(witness.guarantee)} violated</>}
          </p>
          <h1 class="sentence">{headlineOf(view)}</h1>
          {witness !== undefined && (
            <p class="witness">
              <PlainText parts={plainWitness(view, witness.anomaly)} citations={view.citations} />
            </p>
          )}
          <p class={`standing ${standing.kind}`}>
            <strong>{standing.title}.</strong> {standing.text}
          </p>
        </div>
        <dl class="card">
          <dt>System</dt>
          <dd>
            {name} {system !== undefined && <span class="cap">{system.claim.cap}</span>}
          </dd>
          {witness !== undefined && <dt>Guarantee</dt>}
          {witness !== undefined && <dd>{words(witness.guarantee)}</dd>}
          {witness !== undefined && <dt>Anomaly</dt>}
          {witness !== undefined && <dd>{witness.anomaly.kind}</dd>}
          <dt>Faults</dt>
          <dd>{chaosName(result)}</dd>
          <dt>Seed</dt>
          <dd>{result.seed}</dd>
          {failure.codeVersion !== undefined && <dt>Code</dt>}
          {failure.codeVersion !== undefined && <dd class="code-version">{failure.codeVersion}</dd>}
        </dl>
      </div>
      <p class="reproduce">
        <span>Reproduce:</span> <code>{reproduceCommand(failure.caseFile)}</code>
      </p>
    </header>
  );
}

function headlineOf({ witness }: CaseView): string {
  if (witness === undefined) return 'No guarantee was violated in this run.';
  const { kind } = witness.anomaly;
  return anomalySentence(kind) ?? `${words(witness.guarantee)} is violated: ${words(kind)}.`;
}
