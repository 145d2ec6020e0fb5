import type { ComponentChildren, VNode } from 'preact';
import { GUARANTEES } from '../../claims/guarantees.ts';
import { words } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import type { CaseView } from './case-view.ts';

/** The facts of a case, as pairs of a name and a value. */
export function CaseFacts({ view }: { readonly view: CaseView }): VNode {
  const { failure, witness, system, history } = view;
  const { result, codeVersion } = failure;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">The case</h2>
      <dl class="facts">
        <Fact name="System">
          {result.system}
          {system !== undefined && <span class="quiet"> {system.title}</span>}
        </Fact>
        {system !== undefined && (
          <Fact name="CAP choice">
            <b>{system.claim.cap}</b> {system.claim.statement}
          </Fact>
        )}
        {witness !== undefined && (
          <Fact name="Guarantee">
            {words(witness.guarantee)} <span class="quiet">{GUARANTEES[witness.guarantee].promise}</span>
          </Fact>
        )}
        {witness !== undefined && <Fact name="Anomaly">{witness.anomaly.kind}</Fact>}
        {result.scenario === undefined && <Fact name="Preset">{result.preset}</Fact>}
        {result.scenario !== undefined && <Fact name="Scenario">{result.scenario.name}</Fact>}
        {result.pastContract !== null && <Fact name="Past the contract">{result.pastContract}</Fact>}
        <Fact name="Seed">{result.seed}</Fact>
        {codeVersion !== undefined && <Fact name="Code version">{codeVersion}</Fact>}
        <Fact name="Digest">
          <code>{result.digest}</code>
        </Fact>
        <Fact name="Run">
          {countOf(history.invocations.length, 'client operation')}, {countOf(view.faults.length, 'fault')},{' '}
          {countOf(result.events, 'simulated event')}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
