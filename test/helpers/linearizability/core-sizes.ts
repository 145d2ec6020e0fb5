import { checkLinearizabilityOfColumns } from '../../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../../src/checkers/linearizability/spec.ts';
import { columnsOf } from '../../../src/history/columns.ts';
import { randomHistory, type HistoryShape, type Subject } from './random-history.ts';
import { Random } from './random.ts';

const STEPS = 2_000_000;
const BYTES = 2 ** 27;

/** The cores of random violations. */
export interface CoreSizes {
  /** By number of operations: how many cores. */
  readonly sizes: ReadonlyMap<number, number>;
  /** The most configurations that one begins with. */
  readonly configurations: number;
  /** Histories that the budgets of the check did not suffice for. */
  readonly undecided: number;
}

/** Shapes of histories too long for brute force, a different one for each seed. */
function longShapeOf(seed: number): HistoryShape {
  const random = new Random(seed ^ 0x1234567);
  return {
    operations: 8 + random.below(53),
    clients: 2 + random.below(7),
    unknown: random.pick([0, 5, 20]),
    failing: random.pick([0, 10]),
    wrong: random.pick([3, 10, 30]),
  };
}

/** How large the cores of the first violating histories of an object are. */
export function coreSizesOf(subject: Subject, spec: Spec, violations: number): CoreSizes {
  const sizes = new Map<number, number>();
  let configurations = 0;
  let undecided = 0;
  for (let seed = 0, found = 0; found < violations; seed++) {
    const columns = columnsOf(randomHistory(subject, longShapeOf(seed), seed));
    const verdict = checkLinearizabilityOfColumns(columns, { spec, stepBudget: STEPS, memoryBytes: BYTES });
    if (verdict.verdict === 'unknown') undecided++;
    if (verdict.verdict !== 'violated') continue;
    found++;
    for (const core of verdict.certificate?.cores ?? []) {
      sizes.set(core.operations.length, (sizes.get(core.operations.length) ?? 0) + 1);
      configurations = Math.max(configurations, core.configurations.length);
    }
  }
  return { sizes, configurations, undecided };
}
