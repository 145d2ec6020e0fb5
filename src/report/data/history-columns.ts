import { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { Interner } from './interner.ts';

/** A history as columns of small numbers, which compress well. Plain data; row `i` is the line of index `i`. */
export interface HistoryColumns {
  readonly processes: readonly (number | string)[];
  readonly names: readonly string[];
  readonly values: readonly unknown[];
  readonly extras: readonly unknown[];
  /** Index into `processes`, `names` (for `f`), `values`; 0 of `extras` is none. */
  readonly process: readonly number[];
  readonly f: readonly number[];
  readonly value: readonly number[];
  readonly extra: readonly number[];
  /** Index into `TYPES`. */
  readonly type: readonly number[];
  /** Nanoseconds since the line before. */
  readonly elapsed: readonly number[];
}

const TYPES = ['invoke', 'ok', 'fail', 'info'] as const;

export function packHistory({ operations }: History): HistoryColumns {
  const processes = new Interner<number | string>();
  const names = new Interner<string>();
  const values = new Interner<unknown>();
  const extras = new Interner<unknown>();
  extras.numberOf({});
  let last = 0;
  const lines = operations.map(({ index: _, time, process, type, f, value, ...extra }) => {
    const elapsed = time - last;
    last = time;
    return {
      process: processes.numberOf(process),
      f: names.numberOf(f),
      value: values.numberOf(value),
      extra: extras.numberOf(extra),
      type: TYPES.indexOf(type),
      elapsed,
    };
  });
  return {
    processes: processes.items,
    names: names.items,
    values: values.items,
    extras: extras.items,
    process: lines.map((line) => line.process),
    f: lines.map((line) => line.f),
    value: lines.map((line) => line.value),
    extra: lines.map((line) => line.extra),
    type: lines.map((line) => line.type),
    elapsed: lines.map((line) => line.elapsed),
  };
}

/** The history that was packed, line by line the same. */
export function unpackHistory(columns: HistoryColumns): History {
  let time = 0;
  const operations = columns.process.map((process, index): Operation => {
    time += columns.elapsed[index] ?? 0;
    return {
      index,
      time,
      process: columns.processes[process] ?? '',
      type: TYPES[columns.type[index] ?? 0] ?? 'info',
      f: columns.names[columns.f[index] ?? 0] ?? '',
      value: columns.values[columns.value[index] ?? 0],
      ...(columns.extras[columns.extra[index] ?? 0] as object),
    };
  });
  return new History(operations);
}
