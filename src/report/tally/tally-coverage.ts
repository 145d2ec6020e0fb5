import type { RunResult } from '../../search/run-result.ts';

/** How often a situation of the code under test was met. */
export interface CoverageTally {
  readonly name: string;
  readonly count: number;
  /** Runs that met it at least once. */
  readonly runs: number;
}

/** Sums by name, sorted by name; a situation that is known but was never met has the count 0. */
export function tallyCoverage(results: readonly RunResult[]): readonly CoverageTally[] {
  const tallies = new Map<string, CoverageTally>();
  for (const { coverage } of results)
    for (const [name, count] of Object.entries(coverage)) {
      const before = tallies.get(name) ?? { name, count: 0, runs: 0 };
      tallies.set(name, { name, count: before.count + count, runs: before.runs + (count > 0 ? 1 : 0) });
    }
  return [...tallies.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
