import type { VNode } from 'preact';
import type { Explanation } from '../../search/explain/explanation.ts';
import type { ShrunkFrom } from '../../search/shrink/shrunk-from.ts';
import type { CaseView } from '../case/case-view.ts';
import { faultText } from '../case/fault-text.ts';
import { nameOfClient } from '../case/client-name.ts';
import { words } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import { operationSentence } from '../text/operation-sentence.ts';
import { shown } from '../text/shapes.ts';
import { LikelihoodPlot } from './likelihood-plot.tsx';
import { Links } from './links.tsx';
import { NearestPassingRun } from './nearest-passing.tsx';

interface ExplainProps {
  readonly view: CaseView;
}

/** What the failure needs, when it became likely, and how a run that passes differs; where that was computed. */
export function ExplainSection({ view }: ExplainProps): VNode | null {
  const { explanation, shrunk } = view.failure;
  if (explanation === undefined && shrunk === undefined) return null;
  return (
    <section aria-labelledby="explain">
      <h2 id="explain">What it takes</h2>
      {shrunk !== undefined && <Shrunk shrunk={shrunk} />}
      {explanation !== undefined && (
        <>
          <Necessary view={view} explanation={explanation} />
          <LikelihoodPlot view={view} explanation={explanation} />
          <Links view={view} links={explanation.links} />
          <NearestPassingRun nearest={explanation.nearestPassing} />
          <p class="quiet">Found in {countOf(explanation.runs, 'run')} of the same plan with something changed.</p>
        </>
      )}
    </section>
  );
}

function Shrunk({ shrunk: { before, after, runs, end } }: { readonly shrunk: ShrunkFrom }): VNode {
  return (
    <p>
      The run was made smaller and fails as before: {countOf(before.faults, 'fault')} became {after.faults},{' '}
      {countOf(before.operations, 'operation')} became {after.operations}.{' '}
      {end === 'minimal' ? 'Nothing smaller was found' : 'The search ended before it had tried everything'} in{' '}
      {countOf(runs, 'run')}.
    </p>
  );
}

interface Thing {
  readonly text: string;
  readonly href?: string | undefined;
  readonly isNecessary: boolean;
}

function Necessary({ view, explanation }: ExplainProps & { readonly explanation: Explanation }): VNode {
  const things = [
    ...faultThings(view, explanation),
    ...conditionThings(explanation),
    ...operationThings(view, explanation),
  ];
  const dropped = Object.entries(explanation.droppedFaults).map(([kind, times]) => countOf(times, words(kind)));
  return (
    <>
      <p>Each of these was taken away in turn, and the run repeated:</p>
      <ul class="necessity">
        {things.map(({ text, href, isNecessary }) => (
          <li key={text} class={isNecessary ? 'needed' : 'spare'}>
            <b>{isNecessary ? '● needed' : '○ not needed'}</b> {href === undefined ? text : <a href={href}>{text}</a>}
          </li>
        ))}
      </ul>
      {explanation.operations === null && (
        <p class="quiet">Operations were not taken away in turn, being too many: shrink the case first.</p>
      )}
      {dropped.length > 0 && (
        <p class="quiet">Dropped when the run was made smaller, so not needed either: {dropped.join(', ')}.</p>
      )}
    </>
  );
}

function faultThings({ faults, topology }: CaseView, explanation: Explanation): readonly Thing[] {
  const isGroup = explanation.faults.filter(({ isNecessary }) => isNecessary).length < explanation.enoughFaults.length;
  return explanation.faults.map(({ fault, isNecessary }) => {
    const told = faults.find(({ resolved }) => resolved['fault'] === fault.id);
    const what = told === undefined ? words(fault.kind) : `Fault ${told.number}: ${faultText(told, topology)}`;
    const together =
      isGroup && explanation.enoughFaults.includes(fault.id) ? ' (enough together with the others so marked)' : '';
    return { text: `${what}${together}`, href: told && `#fault-${told.number}`, isNecessary };
  });
}

function conditionThings({ conditions }: Explanation): readonly Thing[] {
  return conditions.map(({ name, without, isNecessary }) => ({
    text: isNecessary ? `${name}: gone when ${without}` : `${name}: it fails also when ${without}`,
    isNecessary,
  }));
}

function operationThings(view: CaseView, { operations }: Explanation): readonly Thing[] {
  return (operations ?? []).map(({ operation: { client, f, value }, line, isNecessary }) => {
    const invocation = view.history.invocations.find(({ invoke }) => invoke.index === line);
    if (invocation === undefined) return { text: `${client}: ${words(f)} ${shown(value)}`, isNecessary };
    const name = nameOfClient(view, Number(invocation.invoke.process));
    return { text: `${name} ${operationSentence(invocation)}`, href: `#op-${invocation.invoke.index}`, isNecessary };
  });
}
