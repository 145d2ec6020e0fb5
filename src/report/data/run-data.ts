import type { FailureCase } from '../failure-case.ts';
import type { Point } from '../linearization/points.ts';
import type { SystemFacts } from '../system-facts.ts';
import { type HistoryColumns, packHistory, unpackHistory } from './history-columns.ts';
import { packTrace, type TraceColumns, unpackTrace } from './trace-columns.ts';

/** Everything of which the page of a case is made: a page carries it, so that it can be made again from itself. */
export interface PageSubject {
  readonly failure: FailureCase;
  readonly system: SystemFacts | undefined;
  /** When operations may have taken effect, where that was computed. */
  readonly points: readonly Point[];
}

/** A page's subject as plain data (JSON). */
export interface RunData extends Pick<FailureCase, 'caseFile' | 'result' | 'shrunk' | 'explanation'> {
  readonly format: 'capcheck-page/1';
  readonly codeVersion: string | null;
  readonly plan: FailureCase['run']['plan'];
  readonly system: SystemFacts | null;
  readonly history: HistoryColumns;
  readonly trace: TraceColumns | null;
  readonly points: readonly Point[];
}

export function packRun({ failure, system, points }: PageSubject): RunData {
  const { caseFile, codeVersion, result, run, shrunk, explanation } = failure;
  return {
    format: 'capcheck-page/1',
    caseFile,
    codeVersion: codeVersion ?? null,
    result,
    ...(shrunk === undefined ? {} : { shrunk }),
    ...(explanation === undefined ? {} : { explanation }),
    plan: run.plan,
    system: system === undefined ? null : factsOf(system),
    history: packHistory(run.history),
    trace: run.trace === undefined ? null : packTrace(run.trace),
    points,
  };
}

export function unpackRun({
  caseFile,
  codeVersion,
  result,
  plan,
  system,
  history,
  trace,
  points,
  shrunk,
  explanation,
}: RunData): PageSubject {
  const run = {
    plan,
    history: unpackHistory(history),
    trace: trace === null ? undefined : unpackTrace(trace),
  };
  const failure = {
    caseFile,
    result,
    run,
    ...(codeVersion === null ? {} : { codeVersion }),
    ...(shrunk === undefined ? {} : { shrunk }),
    ...(explanation === undefined ? {} : { explanation }),
  };
  return { failure, system: system ?? undefined, points };
}

/** Only what a page says of a system: a system has functions too. */
function factsOf({ name, title, claim, variants }: SystemFacts): SystemFacts {
  return { name, title, claim, variants };
}
