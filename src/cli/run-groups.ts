import { type Score, scoreRuns } from '../claims/scorecard.ts';
import { groupBy } from '../group-by.ts';
import type { RunResult } from '../search/run-result.ts';

/** Runs that belong together, and what they say together. */
export interface RunGroup {
  readonly results: readonly [RunResult, ...RunResult[]];
  readonly score: Score;
}

/** Runs that differ in nothing but their seed. */
export function groupBySetting(results: readonly RunResult[]): readonly RunGroup[] {
  return groupRuns(results, ({ system, variant, preset, pastContract }) => [system, variant, preset, pastContract]);
}

/** Runs of the same system and variant, whatever the chaos; those past the contract are apart. */
export function groupBySystem(results: readonly RunResult[]): readonly RunGroup[] {
  return groupRuns(results, ({ system, variant, pastContract }) => [system, variant, pastContract]);
}

function groupRuns(
  results: readonly RunResult[],
  nameOf: (result: RunResult) => readonly unknown[],
): readonly RunGroup[] {
  return [...groupBy(results, (result) => JSON.stringify(nameOf(result))).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ results: [first, ...rest], score: scoreRuns([first, ...rest]) }],
  );
}
