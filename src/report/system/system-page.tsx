import { scoreRuns } from '../../claims/scorecard.ts';
import { documentText } from '../document.tsx';
import { ExpectedTable, expectedPastContract, expectedVariants } from '../overview/expected-table.tsx';
import { FailureList } from '../overview/failure-list.tsx';
import { PresetTable } from '../overview/preset-table.tsx';
import { PriceTable } from '../overview/price-table.tsx';
import { TradeoffTable } from '../overview/tradeoff-table.tsx';
import type { ReportView } from '../report-view.ts';
import { groupRuns } from '../tally/run-groups.ts';
import { ContractFacts } from './contract-facts.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { GuaranteeTable } from './guarantee-table.tsx';

/** The page of one system, as text. */
export function systemPage(report: ReportView, name: string): string {
  const view = onlyOf(report, name);
  const system = view.factsOf(name);
  const tradeoffs = scoreRuns(view.groups.correct).tradeoffs.map((measure) => ({ system: name, measure }));
  const variants = expectedVariants(view, false);
  const steps = expectedPastContract(view, false);
  return documentText(
    `${name} · capcheck`,
    <main id="content">
      <header>
        <nav aria-label="Breadcrumb">
          <a href="index.html">Report</a> / {name}
        </nav>
        <p class="overline">{system === undefined ? 'a system that this version does not have' : system.title}</p>
        <h1>
          {name} {system !== undefined && <span class="cap">{system.claim.cap}</span>}
        </h1>
        {system !== undefined && <p class="lead">{system.claim.statement}</p>}
      </header>
      <GuaranteeTable results={view.groups.correct} system={system} />
      <FailureList view={view} />
      {system !== undefined && <ContractFacts claim={system.claim} />}
      <PriceTable view={view} />
      <TradeoffTable rows={tradeoffs} />
      <PresetTable view={view} />
      {variants.length > 0 && (
        <section aria-labelledby="variants">
          <h2 id="variants">Variants</h2>
          <ExpectedTable caption="The same system with one mistake each" kind="mistake" rows={variants} />
        </section>
      )}
      {steps.length > 0 && (
        <section aria-labelledby="past-contract">
          <h2 id="past-contract">Past the contract</h2>
          <ExpectedTable caption="Faults that were never promised to be survived" kind="step" rows={steps} />
        </section>
      )}
      <CoverageTable results={view.groups.correct} />
    </main>,
  );
}

function onlyOf(view: ReportView, name: string): ReportView {
  const results = view.results.filter(({ system }) => system === name);
  const cases = view.cases.filter(({ failure }) => failure.result.system === name);
  return { ...view, results, cases, names: [name], groups: groupRuns(results) };
}
