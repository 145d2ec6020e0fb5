import { specOf } from '../src/checkers/linearizability/specs/catalog.ts';
import {
  compareWithBruteForce,
  DifferenceError,
  type Tally,
} from '../test/helpers/linearizability/compare-with-brute-force.ts';
import { subjects } from '../test/helpers/linearizability/subjects.ts';

/** So many histories of one object, from a seed on. */
export interface Comparison {
  /** An object of `subjects`. */
  readonly name: string;
  readonly from: number;
  readonly count: number;
}

export interface Compared {
  /** Of the histories that agree. */
  readonly tally: Tally;
  /** Of each history that does not. */
  readonly messages: readonly string[];
}

/** What a thread of the soak runs. A difference does not end it. */
export default function compare({ name, from, count }: Comparison): Compared {
  const { subject, spec } = subjects.find((known) => known.name === name)!;
  const tally: Tally = { holds: 0, violated: 0, polynomial: 0 };
  const messages: string[] = [];
  for (let seed = from; seed < from + count; seed++) {
    try {
      compareWithBruteForce(subject, specOf(spec), seed, from + count - seed, tally);
      break;
    } catch (error) {
      if (!(error instanceof DifferenceError)) throw error;
      messages.push(error.message);
      seed = error.seed;
    }
  }
  return { tally, messages };
}
