import { compress } from '../data/compress.ts';
import { packRun } from '../data/run-data.ts';
import { documentText } from '../document.tsx';
import { ExplainSection } from '../explain/explain-section.tsx';
import type { FailureCase } from '../failure-case.ts';
import type { SystemFacts } from '../system-facts.ts';
import { linearizationOf } from '../linearization/linearization.ts';
import { LinearizationSection } from '../linearization/linearization-section.tsx';
import { Plots } from '../plots/plots.tsx';
import { words } from '../text/names.ts';
import { windowsAround } from '../timeline/window.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseHeader } from './case-header.tsx';
import { caseViewOf } from './case-view.ts';
import { Explanation } from './explanation.tsx';
import { FaultList } from './fault-list.tsx';
import { Observations } from './observations.tsx';
import { Operations } from './operations.tsx';
import { OtherVerdicts } from './other-verdicts.tsx';
import { SpaceTime } from './space-time.tsx';
import { Story } from './story.tsx';
import { Timelines } from './timelines.tsx';

/** The page of one failing run, as text. */
export function casePage(failure: FailureCase, system: SystemFacts | undefined): string {
  const view = caseViewOf(failure, system);
  const { result } = failure;
  const windows = windowsAround(view.citations.cited);
  const linearization = linearizationOf(view);
  const what = view.witness === undefined ? 'run' : words(view.witness.anomaly.kind);
  const who = [result.system, ...(result.variant === null ? [] : [result.variant])].join(' ');
  return documentText(
    `${what} in ${who}, seed ${result.seed} · capcheck`,
    <main id="content">
      <CaseHeader view={view} />
      <Story view={view} />
      <Timelines view={view} windows={windows} />
      <SpaceTime />
      <Explanation view={view} />
      {linearization?.violation !== undefined && (
        <LinearizationSection view={view} violation={linearization.violation} />
      )}
      <ExplainSection view={view} />
      <Plots view={view} />
      <Operations view={view} windows={windows} />
      <FaultList view={view} />
      <Observations view={view} />
      <OtherVerdicts view={view} />
      <CaseFacts view={view} />
    </main>,
    compress(packRun({ failure, system, points: linearization?.points ?? [] })),
  );
}
