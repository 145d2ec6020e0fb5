import type { VNode } from 'preact';
import { scoreRuns } from '../../claims/scorecard.ts';
import { documentText } from '../document.tsx';
import type { ReportView } from '../report-view.ts';
import { listText } from '../text/names.ts';
import { countOf } from '../text/numbers.ts';
import { BoundaryTable } from './boundary-table.tsx';
import { Compared } from './compared.tsx';
import { ExpectedTable, expectedPastContract, expectedVariants, type Expected } from './expected-table.tsx';
import { FailureList } from './failure-list.tsx';
import { headline } from './headline.ts';
import { HeatMap } from './heat-map.tsx';
import { NeverHit } from './never-hit.tsx';
import { PresetTable } from './preset-table.tsx';
import { PriceTable } from './price-table.tsx';
import { RecallTable } from './recall-table.tsx';
import { Scorecard } from './scorecard.tsx';
import { Signatures } from './signatures.tsx';
import { TradeoffTable } from './tradeoff-table.tsx';

/** The page over all systems, as text. */
export function indexPage(view: ReportView): string {
  const { groups, names, measured } = view;
  const tradeoffs = names.flatMap((system) => {
    const results = groups.correct.filter((result) => result.system === system);
    return scoreRuns(results).tradeoffs.map((measure) => ({ system, measure }));
  });
  return documentText(
    'capcheck report',
    <main id="content">
      <header>
        <p class="overline">capcheck report</p>
        <h1 class="sentence">{headline(groups)}</h1>
        <p class="lead">
          {countOf(view.results.length, 'run')} of {listText(names) || 'no system'}:{' '}
          {countOf(groups.correct.length, 'run')} of correct systems inside their contracts,{' '}
          {countOf(groups.variants.length, 'run')} of variants with a planted mistake,{' '}
          {countOf(groups.pastContract.length, 'run')} past a contract.
        </p>
        <div id="row-filter-place" class="filters" />
      </header>
      {measured.other !== undefined && <Compared results={view.results} other={measured.other} />}
      <Scorecard view={view} />
      <FailureList view={view} />
      <HeatMap view={view} />
      <Signatures view={view} />
      <PriceTable view={view} />
      <TradeoffTable rows={tradeoffs} />
      <PresetTable view={view} />
      <MeantToBreak view={view} />
      {measured.recall !== undefined && <RecallTable recall={measured.recall} />}
      {measured.boundary !== undefined && <BoundaryTable rows={measured.boundary} />}
      <NeverHit view={view} />
    </main>,
  );
}

function MeantToBreak({ view }: { readonly view: ReportView }): VNode | null {
  const variants = expectedVariants(view, true);
  const steps = expectedPastContract(view, true);
  if (variants.length + steps.length === 0) return null;
  return (
    <section aria-labelledby="expected">
      <h2 id="expected">Meant to break</h2>
      <p class="quiet">
        A checker that never fails proves nothing: these runs show that each one sees what it is there for.
      </p>
      <Rows caption="Planted mistakes" kind="mistake" rows={variants} />
      <Rows caption="Past the contract" kind="step" rows={steps} />
    </section>
  );
}

function Rows(props: {
  readonly caption: string;
  readonly kind: string;
  readonly rows: readonly Expected[];
}): VNode | null {
  return props.rows.length === 0 ? null : <ExpectedTable {...props} />;
}
