import type { Workload } from '../src/checkers/isolation/transactions.ts';
import { compareLevels, emptyTally, type LevelTally } from '../test/helpers/isolation/compare-levels.ts';

/** So many histories of one workload, from a seed on. */
export interface LevelComparison {
  readonly workload: Workload;
  readonly from: number;
  readonly count: number;
}

export interface LevelsCompared {
  readonly tally: LevelTally;
  /** Of each history that does not agree. */
  readonly messages: readonly string[];
}

/** What a thread of the soak runs. A difference does not end it. */
export default function compare({ workload, from, count }: LevelComparison): LevelsCompared {
  const tally = emptyTally();
  const messages: string[] = [];
  for (let seed = from; seed < from + count; seed++) {
    const message = compareLevels(workload, seed, tally);
    if (message !== undefined) messages.push(message);
  }
  return { tally, messages };
}
