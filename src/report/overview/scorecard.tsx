import type { VNode } from 'preact';
import { scoreRuns, type GuaranteeScore } from '../../claims/scorecard.ts';
import type { CapChoice } from '../../claims/vocabulary.ts';
import { ExercisedList } from '../parts/exercised-list.tsx';
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
        <Choice key={cap} view={view} cap={cap} title={title} />
      ))}
    </section>
  );
}

interface ChoiceProps {
  readonly view: ReportView;
  readonly cap: CapChoice;
  readonly title: string;
}

function Choice({ view, cap, title }: ChoiceProps): VNode | null {
  const systems = view.names.flatMap((name) => view.factsOf(name) ?? []).filter(({ claim }) => claim.cap === cap);
  if (systems.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      {systems.map((system) => (
        <SystemScores key={system.name} view={view} system={system} />
      ))}
    </>
  );
}

interface SystemScoresProps {
  readonly view: ReportView;
  readonly system: SystemFacts;
}

/** Systems promise different things, so each has the guarantees of its own claim, and no empty places for those of others. */
function SystemScores({ view, system }: SystemScoresProps): VNode {
  const { guarantees } = scoreRuns(view.groups.correct.filter((result) => result.system === system.name));
  return (
    <div class="scorecard">
      <p class="claim">
        <a href={systemPageName(system.name)}>{system.name}</a> <span class="cap">{system.claim.cap}</span>{' '}
        <span class="statement">{system.claim.statement}</span>
      </p>
      <dl class="scores">
        {system.claim.guarantees.map((name) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>
              <Score score={guarantees.find((score) => score.name === name)} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const MOST_COUNTERS = 3;

function Score({ score }: { readonly score: GuaranteeScore | undefined }): VNode {
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
