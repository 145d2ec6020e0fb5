import { groupBy } from '../group-by.ts';
import { median } from './recall/median.ts';
import type { RunResult } from './run-result.ts';

/** How a campaign met one mark, a situation that a model or the nemesis names. */
export interface MarkCount {
  readonly name: string;
  /** In how many runs it was met, and how often in all of them. */
  readonly runs: number;
  readonly times: number;
}

/** All marks that any of the runs knew, by name; those that none of them met have the count 0. */
export function countMarks(results: readonly Pick<RunResult, 'coverage'>[]): readonly MarkCount[] {
  const tally = new MarkTally();
  for (const result of results) tally.add(result);
  return tally.counts();
}

/** Counts marks run by run. */
export class MarkTally {
  readonly #counts = new Map<string, { runs: number; times: number }>();

  add({ coverage }: Pick<RunResult, 'coverage'>): void {
    for (const [name, times] of Object.entries(coverage)) {
      const known = this.#counts.get(name) ?? { runs: 0, times: 0 };
      this.#counts.set(name, { runs: known.runs + (times > 0 ? 1 : 0), times: known.times + times });
    }
  }

  /** By name. */
  counts(): readonly MarkCount[] {
    return [...this.#counts].map(([name, count]) => ({ name, ...count })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** Marks that were expected to be met and were not. */
export function missedMarks(expected: readonly string[], counts: readonly MarkCount[]): readonly string[] {
  return expected.filter((name) => !counts.some((count) => count.name === name && count.times > 0));
}

/** How far something went in each of the runs that have it. */
export interface BestCount {
  readonly name: string;
  /** In how many runs it happened at all. */
  readonly runs: number;
  /** The furthest of the middle run of these, and of all. */
  readonly median: number;
  readonly furthest: number;
}

/** All that any of the runs noted the furthest of, by name. */
export function countBests(
  runs: readonly { readonly bests: Readonly<Record<string, number>> }[],
): readonly BestCount[] {
  const values = groupBy(
    runs.flatMap(({ bests }) => Object.entries(bests)),
    ([name]) => name,
  );
  return [...values]
    .map(([name, entries]): BestCount => {
      const reached = entries.map(([, value]) => value);
      return { name, runs: reached.length, median: median(reached) ?? 0, furthest: Math.max(...reached) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
