import { groupBy } from '../../group-by.ts';
import { scoreRuns } from '../../claims/scorecard.ts';
import type { VerdictKind } from '../../checkers/verdict.ts';
import type { RunResult } from '../../search/run-result.ts';

/** What the runs of one setting say of a guarantee. */
export interface Standing {
  readonly verdict: VerdictKind;
  readonly runs: number;
  readonly violated: number;
}

/** A guarantee under one setting, of which two groups of runs say different things. */
export interface Difference {
  /** `dynamo / last-writer-wins, everything`. */
  readonly setting: string;
  readonly guarantee: string;
  /** Undefined where that guarantee was not judged. */
  readonly there: Standing | undefined;
  readonly here: Standing | undefined;
}

export interface Comparison {
  /** Settings (system, variant, faults) that were run in both. */
  readonly common: number;
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  /** In settings that were run in both. */
  readonly differences: readonly Difference[];
}

/**
 * Two groups of runs, setting by setting: a guarantee is different where its verdict is. How often something broke is told beside it, but
 * is no difference by itself, for the seeds may be others.
 */
export function compareRuns(here: readonly RunResult[], there: readonly RunResult[]): Comparison {
  const [own, other] = [groupBy(here, settingOf), groupBy(there, settingOf)];
  const common = [...own.keys()].filter((setting) => other.has(setting));
  return {
    common: common.length,
    onlyHere: [...own.keys()].filter((setting) => !other.has(setting)),
    onlyThere: [...other.keys()].filter((setting) => !own.has(setting)),
    differences: common.flatMap((setting) => differencesOf(setting, own.get(setting) ?? [], other.get(setting) ?? [])),
  };
}

function differencesOf(
  setting: string,
  here: readonly RunResult[],
  there: readonly RunResult[],
): readonly Difference[] {
  const [own, other] = [standingsOf(here), standingsOf(there)];
  return [...new Set([...own.keys(), ...other.keys()])]
    .map((guarantee) => ({ setting, guarantee, here: own.get(guarantee), there: other.get(guarantee) }))
    .filter((one) => one.here?.verdict !== one.there?.verdict);
}

function standingsOf(results: readonly RunResult[]): ReadonlyMap<string, Standing> {
  const { guarantees } = scoreRuns(results);
  return new Map(
    guarantees.map(({ name, verdict, runs }) => [name, { verdict, runs: results.length, violated: runs.violated }]),
  );
}

function settingOf({ system, variant, preset, pastContract }: RunResult): string {
  return `${system}${variant === null ? '' : ` / ${variant}`}, ${pastContract === null ? preset : `past the contract: ${pastContract}`}`;
}
