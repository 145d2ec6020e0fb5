import { columnsOf } from '../../../src/history/columns.ts';
import type { History } from '../../../src/history/history.ts';
import { checkLinearizabilityOfColumns } from '../../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../../src/checkers/linearizability/spec.ts';
import { hasOrder } from './brute-force.ts';
import { randomHistory, type HistoryShape, type Subject } from './random-history.ts';
import { Random } from './random.ts';
import { callsOf, faultOf } from './validate-certificate.ts';

/** How many histories of each verdict a comparison saw, and how many the polynomial checker decided. */
export interface Tally {
  holds: number;
  violated: number;
  polynomial: number;
}

/** A random history on which a checker and brute force differ, or whose certificate proves nothing. */
export class DifferenceError extends Error {
  readonly seed: number;

  constructor(seed: number, message: string) {
    super(`seed ${seed}, ${message}`);
    this.seed = seed;
  }
}

/**
 * Checks the random histories of the seeds from `from` on by the polynomial checker and by the engine.
 *
 * @param tally is added to
 * @throws DifferenceError at the first history that disagrees with brute force or whose certificate proves nothing
 */
export function compareWithBruteForce(
  subject: Subject,
  spec: Spec,
  from: number,
  count: number,
  tally: Tally = { holds: 0, violated: 0, polynomial: 0 },
): Tally {
  for (let seed = from; seed < from + count; seed++) {
    const history = randomHistory(subject, shapeOf(seed), seed);
    const expected = hasOrder(spec, [{ state: spec.initial, left: callsOf(history) }]) ? 'holds' : 'violated';
    tally[expected]++;
    const columns = columnsOf(history);
    for (const generic of [false, true]) {
      const verdict = checkLinearizabilityOfColumns(columns, { spec, generic });
      if (!generic && verdict.exercised['searchedKeys'] === 0) tally.polynomial++;
      const fault =
        verdict.verdict === expected ? faultOf(history, spec, verdict) : `${verdict.verdict}, not ${expected}`;
      if (fault !== undefined)
        throw new DifferenceError(
          seed,
          `${generic ? 'engine' : 'polynomial'}: ${fault}\n${textOf(history)}\n${JSON.stringify(verdict)}`,
        );
    }
  }
  return tally;
}

/** Shapes of small histories, a different one for each seed. */
export function shapeOf(seed: number): HistoryShape {
  const random = new Random(seed ^ 0x5bd1e995);
  return {
    operations: 3 + random.below(6),
    clients: 1 + random.below(4),
    unknown: random.pick([0, 10, 30]),
    failing: random.pick([0, 10]),
    wrong: random.pick([0, 25, 60]),
  };
}

function textOf(history: History): string {
  return history.operations
    .map(({ index, process, type, f, value }) => `${index} ${process} ${type} ${f} ${JSON.stringify(value)}`)
    .join('\n');
}
