import type { VNode } from 'preact';
import type { GuaranteeName } from '../../claims/vocabulary.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { RunResult } from '../../search/run-result.ts';
import { tallyExpected, type ExpectedTally } from '../tally/tally-expected.ts';
import type { CaseLink, ReportView } from '../report-view.ts';
import { words } from '../text/names.ts';
import { countOf, countText, partOf } from '../text/numbers.ts';

/** Something that must break a guarantee: a planted mistake, or a step past the contract. */
export interface Expected {
  readonly system: string;
  readonly name: string;
  readonly what: string;
  readonly guarantee: GuaranteeName;
  readonly results: readonly RunResult[];
  readonly cases: readonly CaseLink[];
}

/** All planted mistakes of the systems that were run, or only those that were run. */
export function expectedVariants(view: ReportView, isRunOnly: boolean): readonly Expected[] {
  const { variants } = view.groups;
  const all = view.names.flatMap((system) =>
    (view.factsOf(system)?.variants ?? []).map(({ name, mistake, guarantee }) => {
      const isOf = (result: RunResult): boolean => result.system === system && result.variant === name;
      return { system, name, what: mistake, guarantee, ...runsOf(view, variants, isOf) };
    }),
  );
  return isRunOnly ? all.filter(({ results }) => results.length > 0) : all;
}

/** All steps past the contract of the systems that were run, or only those that were run. */
export function expectedPastContract(view: ReportView, isRunOnly: boolean): readonly Expected[] {
  const all = view.names.flatMap((system) =>
    (view.factsOf(system)?.claim.pastContract ?? []).map(({ name, description, breaks }) => {
      const isOf = (result: RunResult): boolean => result.system === system && result.pastContract === name;
      return { system, name, what: description, guarantee: breaks, ...runsOf(view, view.groups.pastContract, isOf) };
    }),
  );
  return isRunOnly ? all.filter(({ results }) => results.length > 0) : all;
}

function runsOf(
  view: ReportView,
  among: readonly RunResult[],
  isOf: (result: RunResult) => boolean,
): Pick<Expected, 'results' | 'cases'> {
  return { results: among.filter(isOf), cases: view.cases.filter(({ failure }) => isOf(failure.result)) };
}

interface ExpectedTableProps {
  readonly caption: string;
  readonly kind: string;
  readonly rows: readonly Expected[];
}

/** Whether what had to break did break. */
export function ExpectedTable({ caption, kind, rows }: ExpectedTableProps): VNode {
  return (
    <ScrollTable caption={caption}>
      <thead>
        <tr>
          <th scope="col">system</th>
          <th scope="col">{kind}</th>
          <th scope="col">must break</th>
          <th scope="col">caught</th>
          <th scope="col">cases</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ system, name, what, guarantee, results, cases }) => (
          <tr key={`${system} ${name}`} data-filter={`${system} ${name} ${guarantee}`}>
            <th scope="row">{system}</th>
            <td>
              <b>{name}</b> <span class="quiet">{what}</span>
            </td>
            <td>{words(guarantee)}</td>
            <td>
              <CaughtText tally={tallyExpected(results, guarantee)} />
            </td>
            <td>
              <SeedLinks cases={cases} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const MOST_LINKS = 12;

function SeedLinks({ cases }: { readonly cases: readonly CaseLink[] }): VNode {
  return (
    <ul class="inline">
      {cases.slice(0, MOST_LINKS).map(({ failure, page }) => (
        <li key={page}>
          <a href={page}>seed {failure.result.seed}</a>
        </li>
      ))}
      {cases.length > MOST_LINKS && <li class="quiet">{countOf(cases.length - MOST_LINKS, 'more page')}</li>}
    </ul>
  );
}

function CaughtText({ tally }: { readonly tally: ExpectedTally }): VNode {
  const { runs, caught, caughtOtherwise, firstSeed } = tally;
  if (runs === 0) return <span class="quiet">not run</span>;
  return (
    <>
      {caught === 0 ? (
        <strong class="bad">not caught in {countOf(runs, 'run')}</strong>
      ) : (
        <>
          {partOf(caught, runs, 'run')}, first at seed {firstSeed}
        </>
      )}
      {caughtOtherwise > 0 && <span class="quiet">, {countText(caughtOtherwise)} by other guarantees only</span>}
    </>
  );
}
