import type { VNode } from 'preact';
import { standingOf } from './standing.ts';
import { systemPageName } from '../page-name.ts';
import { anomalySentence } from '../text/anomaly-sentence.ts';
import { words } from '../text/names.ts';
import type { CaseView } from './case-view.ts';
import { CitedText } from './cited-text.tsx';
import { reproduceCommand } from './reproduce.ts';

/** What broke, in a sentence; whether it was to be expected; and how to see it again. */
export function CaseHeader({ view }: { readonly view: CaseView }): VNode {
  const { failure, witness, system } = view;
  const { result } = failure;
  const standing = standingOf(result, system);
  const name = result.system;
  return (
    <header>
      <nav aria-label="Breadcrumb">
        <a href="index.html">Report</a> / <a href={systemPageName(result.system)}>{name}</a> / seed {result.seed}
      </nav>
      <p class="overline">
        {name}
        {result.variant !== null && <> · {result.variant}</>}
        {witness !== undefined && <> · {words(witness.guarantee)} violated</>}
      </p>
      <h1 class="sentence">{headlineOf(view)}</h1>
      {witness !== undefined && (
        <p class="witness">
          <CitedText text={witness.anomaly.message} citations={view.citations} />
        </p>
      )}
      <p class={`standing ${standing.kind}`}>
        <strong>{standing.title}.</strong> {standing.text}
      </p>
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
