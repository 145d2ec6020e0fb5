import type { VNode } from 'preact';
import { scoreRuns, type GuaranteeScore } from '../../claims/scorecard.ts';
import type { CapChoice, GuaranteeName } from '../../claims/vocabulary.ts';
import { ExercisedList } from '../parts/exercised-list.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { RunCounts } from '../parts/run-counts.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { systemPageName } from '../page-name.ts';
import type { ReportView } from '../report-view.ts';
import type { SystemFacts } from '../system-facts.ts';
import { words } from '../text/names.ts';

const CHOICES: readonly { readonly cap: CapChoice; readonly title: string }[] = [
  { cap: 'CP', title: 'CP: refuse rather than be wrong' },
  { cap: 'AP', title: 'AP: answer, and agree later' },
];

/** The verdict on each guarantee of each system, by CAP choice: systems of one choice promise much the same. */
export function Scorecard({ view }: { readonly view: ReportView }): VNode {
  return (
    <section aria-labelledby="scorecard">
      <h2 id="scorecard">Scorecard</h2>
      <p class="quiet">
        The correct systems, inside their contracts. A verdict is as strong as what the runs exercised, so that stands
        below it.
      </p>
      {CHOICES.map(({ cap, title }) => (
        <ChoiceTable key={cap} view={view} cap={cap} title={title} />
      ))}
    </section>
  );
}

/** More columns than this need more room than a phone has. */
const ROOMY = 3;

interface ChoiceTableProps {
  readonly view: ReportView;
  readonly cap: CapChoice;
  readonly title: string;
}

function ChoiceTable({ view, cap, title }: ChoiceTableProps): VNode | null {
  const systems = view.names.flatMap((name) => view.factsOf(name) ?? []).filter(({ claim }) => claim.cap === cap);
  if (systems.length === 0) return null;
  const columns = [...new Set(systems.flatMap(({ claim }) => claim.guarantees))];
  return (
    <ScrollTable caption={title} class={columns.length > ROOMY ? 'scorecard wide' : 'scorecard'}>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {words(name)}
            </th>
          ))}
        </tr>
      </thead>
      {systems.map((system) => (
        <SystemRows key={system.name} view={view} system={system} columns={columns} />
      ))}
    </ScrollTable>
  );
}

interface SystemRowsProps {
  readonly view: ReportView;
  readonly system: SystemFacts;
  readonly columns: readonly GuaranteeName[];
}

function SystemRows({ view, system, columns }: SystemRowsProps): VNode {
  const { guarantees } = scoreRuns(view.groups.correct.filter((result) => result.system === system.name));
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns.length}>
          <div class="claim">
            <a href={systemPageName(system.name)}>{system.name}</a> <span class="cap">{system.claim.cap}</span>{' '}
            <span class="statement">{system.claim.statement}</span>
          </div>
        </th>
      </tr>
      <tr>
        {columns.map((name) => (
          <td key={name}>
            <ScoreCell
              isClaimed={system.claim.guarantees.includes(name)}
              score={guarantees.find((score) => score.name === name)}
            />
          </td>
        ))}
      </tr>
    </tbody>
  );
}

const MOST_COUNTERS = 3;

interface ScoreCellProps {
  readonly isClaimed: boolean;
  readonly score: GuaranteeScore | undefined;
}

function ScoreCell({ isClaimed, score }: ScoreCellProps): VNode {
  if (!isClaimed) return <span class="quiet">not claimed</span>;
  if (score === undefined) return <span class="quiet">not run</span>;
  const counters = Object.entries(score.exercised).slice(0, MOST_COUNTERS);
  return (
    <>
      <VerdictMark verdict={score.verdict} />
      <div class="strength">
        <RunCounts score={score} />
        <ExercisedList exercised={Object.fromEntries(counters)} />
      </div>
    </>
  );
}
