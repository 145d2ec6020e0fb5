import { Machine } from '../../../src/checkers/linearizability/engine/machine.ts';
import { type Draft, draftOf } from '../../../src/checkers/linearizability/explain/draft.ts';
import { partitionCalls } from '../../../src/checkers/linearizability/partition.ts';
import { type SpecName, specOf } from '../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../src/checkers/linearizability/value-numbers.ts';
import type { Columns } from '../../../src/history/columns.ts';

/** All calls of a history on one object. */
export function draftOfHistory(columns: Columns, name: SpecName): Draft {
  const spec = specOf(name);
  const machine = new Machine(spec, new ValueNumbers(columns.values));
  return draftOf(machine, partitionCalls(columns, spec, undefined).partitions[0]!.calls);
}
