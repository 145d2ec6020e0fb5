import { groupBy } from '../../group-by.ts';
import { witnessOf } from '../case/witness.ts';
import type { CaseLink, ReportView } from '../report-view.ts';
import type { RunResult } from '../../search/run-result.ts';
import { words } from '../text/names.ts';
import { isViolated } from './run-groups.ts';

/** Runs of a correct system inside its contract that break the same guarantee: a bug. */
export interface FailureGroup {
  readonly title: string;
  /** Failing runs, with a page or without. */
  readonly runs: number;
  readonly links: readonly CaseLink[];
}

/** All failures that speak against a system, by system and guarantee. */
export function failureGroups(view: ReportView): readonly FailureGroup[] {
  const title = (result: RunResult): string => titleOf(view, result);
  const links = groupBy(
    view.cases.filter(({ failure }) => isBug(failure.result) && isViolated(failure.result)),
    ({ failure }) => title(failure.result),
  );
  const failing = groupBy(view.groups.correct.filter(isViolated), title);
  return [...new Set([...failing.keys(), ...links.keys()])].map((name) => {
    const own = links.get(name) ?? [];
    return { title: name, runs: Math.max(own.length, failing.get(name)?.length ?? 0), links: own };
  });
}

/** Kept runs of correct systems inside their contract that broke nothing: what the same incident is where it is dealt with, say. */
export function cleanCases({ cases }: ReportView): readonly CaseLink[] {
  return cases.filter(({ failure }) => isBug(failure.result) && !isViolated(failure.result));
}

function isBug({ variant, pastContract }: RunResult): boolean {
  return variant === null && pastContract === null;
}

function titleOf(view: ReportView, result: RunResult): string {
  const witness = witnessOf(result, view.factsOf(result.system));
  return `${result.system}: ${witness === undefined ? 'nothing' : words(witness.guarantee)}`;
}
