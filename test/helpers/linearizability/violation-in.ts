import { decideFast } from '../../../src/checkers/linearizability/fast/decide-fast.ts';
import { partitionCalls } from '../../../src/checkers/linearizability/partition.ts';
import { specOf, type SpecName } from '../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../src/checkers/linearizability/value-numbers.ts';
import { columnsOf } from '../../../src/history/columns.ts';
import { historyOf } from './history-of.ts';
import { linesOf } from './lines-of.ts';

/** A history that a polynomial checker refuses, and how: what happened, the calls, and what it names. */
export type ViolationExample = readonly [
  what: string,
  calls: readonly string[],
  anomaly: string,
  values: readonly unknown[],
  /** Lines of the invocations. */
  reads: readonly number[],
];

/** What the polynomial checker of a spec names: the anomaly, and the values and reads that must stay, in order. */
export function violationIn(
  name: SpecName,
  calls: readonly string[],
): { readonly anomaly: string; readonly values: readonly unknown[]; readonly reads: readonly number[] } {
  const spec = specOf(name);
  const columns = columnsOf(historyOf(...linesOf(...calls)));
  const numbers = new ValueNumbers(columns.values);
  const [partition] = partitionCalls(columns, spec, undefined).partitions;
  const found = decideFast(spec, partition!.calls, numbers, spec.initial);
  if (found?.kind !== 'violation') throw new Error(`no violation: ${JSON.stringify(found)}`);
  const texts = found.values.map((value) => JSON.stringify(numbers.valueOf(value)));
  const reads = new Set(found.reads.map((row) => partition!.calls.call[row]!));
  return {
    anomaly: found.anomaly,
    values: texts.sort().map((text) => JSON.parse(text) as unknown),
    reads: [...reads].sort((a, b) => a - b),
  };
}
