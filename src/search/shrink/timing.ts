import type { Run } from '../simulate.ts';

const NANOS_PER_MICRO = 1000;

/** When a planned operation was under way, in microseconds; `endMicros` is null when its client never heard of it again. */
export interface Span {
  readonly startMicros: number;
  readonly endMicros: number | null;
  /** Indices of its lines in the history. */
  readonly lines: readonly number[];
}

/** By id of the planned operation, those that were invoked: edits of a plan keep the others at their times. */
export type Timing = ReadonlyMap<number, Span>;

/** When the operations of a run took place. */
export function timingOf({ history, invokedAt }: Run): Timing {
  const { operations, pairs } = history;
  const timeOf = (index: number): number | null => {
    const time = operations[index]?.time;
    return time === undefined ? null : time / NANOS_PER_MICRO;
  };
  return new Map(
    [...invokedAt].map(([id, invoked]): [number, Span] => {
      const completed = pairs[invoked] ?? -1;
      const lines = completed < 0 ? [invoked] : [invoked, completed];
      return [id, { startMicros: timeOf(invoked) ?? 0, endMicros: timeOf(completed), lines }];
    }),
  );
}
