import { OPEN, type CallTable } from '../call-table.ts';
import { NONE, type ValueNumbers } from '../value-numbers.ts';
import { unseenVersionOf } from '../specs/versioned-register.ts';
import type { FastOutcome } from './fast-outcome.ts';
import { inapplicable, violation } from './item-intervals.ts';
import { contradictionIn } from './sequence-check.ts';

const READ = 0;

interface Version {
  readonly writer: number;
  /** Number of the value that was written. */
  readonly value: number;
  readonly reads: number[];
}

/**
 * Decides a register whose writes are numbered by the store, in O(n log n): the numbers say the order, so it only has to fit
 * real time, and each read the write of its number.
 */
export function checkVersionedRegister(calls: CallTable, values: ValueNumbers, initial: unknown): FastOutcome {
  const start = initial as { readonly version: number; readonly value: unknown; readonly isOpen: boolean };
  if (start.isOpen) return inapplicable('the first version is not known');
  const versions = new Map<number, Version>();
  versions.set(start.version, { writer: NONE, value: values.idOf(start.value), reads: [] });
  const openWrites = new Map<number, number>();
  const reads: number[] = [];
  const valuesOf = (rows: readonly number[]): readonly number[] => [
    ...new Set(rows.flatMap((row) => valuesOfAnswer(calls.result[row]!, values))),
  ];
  for (let row = 0; row < calls.length; row++) {
    if (calls.ret[row] === OPEN) {
      if (calls.f[row] === READ) continue;
      const value = values.secondOf(calls.argument[row]!);
      if (openWrites.has(value)) return inapplicable('two writes of unknown outcome have the same value');
      openWrites.set(value, row);
      continue;
    }
    const version = values.valueOf(values.firstOf(calls.result[row]!));
    if (!Number.isSafeInteger(version)) return inapplicable('an answer is not [version, value]');
    if (calls.f[row] === READ) reads.push(row);
    else if ((version as number) <= start.version || versions.has(version as number))
      return violation('duplicate-version', [values.firstOf(calls.result[row]!)], []);
    else versions.set(version as number, { writer: row, value: values.secondOf(calls.result[row]!), reads: [] });
  }
  for (const row of reads) {
    const id = values.firstOf(calls.result[row]!);
    const version = values.valueOf(id) as number;
    const value = values.secondOf(calls.result[row]!);
    if (!versions.has(version)) {
      const writer = openWrites.get(value);
      if (writer === undefined || version < start.version) return violation('thin-air-read', valuesOf([row]), [row]);
      if (writer === NONE) return inapplicable('a value of unknown outcome is read at two versions');
      openWrites.set(value, NONE);
      versions.set(version, { writer, value, reads: [] });
    }
    const known = versions.get(version)!;
    if (known.value !== value) {
      const both = [row, ...known.reads.slice(0, 1)];
      return violation('wrong-value', valuesOf(both), both);
    }
    known.reads.push(row);
  }
  const sequence: number[] = [];
  for (const [, { writer, reads: readers }] of [...versions].sort(([a], [b]) => a - b)) {
    if (writer !== NONE) sequence.push(writer);
    for (const row of readers) sequence.push(row);
  }
  const wrong = contradictionIn(calls, sequence);
  if (wrong === undefined) return { kind: 'linearizable', order: sequence };
  return contradiction(calls, values, versions, wrong);
}

/** What a read of an answer is about. */
function valuesOfAnswer(answer: number, values: ValueNumbers): readonly number[] {
  return [values.firstOf(answer), values.idOf(unseenVersionOf(values.valueOf(values.secondOf(answer))))];
}

/** A write of unknown outcome has its version from its reads; one of them has to stay with it. */
function contradiction(
  calls: CallTable,
  values: ValueNumbers,
  versions: ReadonlyMap<number, Version>,
  rows: readonly number[],
): FastOutcome {
  const reads = new Set<number>();
  const ids = new Set<number>();
  const add = (row: number): void => {
    const answer = calls.result[row]!;
    for (const id of valuesOfAnswer(answer, values)) ids.add(id);
    reads.add(row);
    const first = versions.get(values.valueOf(values.firstOf(answer)) as number)?.reads[0];
    if (first !== undefined) reads.add(first);
  };
  for (const row of rows) {
    if (calls.ret[row] !== OPEN) add(row);
    else
      for (const { writer, reads: readers } of versions.values()) if (writer === row) readers.slice(0, 1).forEach(add);
  }
  return violation('stale-read', [...ids], [...reads]);
}
