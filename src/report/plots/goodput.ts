import type { FaultInterval } from '../case/fault-intervals.ts';
import type { History } from '../../history/history.ts';

/** Faults that ask more of a system than it can do, or leave it less to do it with. */
const OVERLOADS: ReadonlySet<string> = new Set([
  'retry-storm',
  'thundering-herd',
  'duplicate-storm',
  'bandwidth',
  'clog',
  'slow-cpu',
  'slow-disk',
  'stalled-disk',
]);

const BINS = 60;
/** Served as before: so much of what it was. */
const RECOVERED = 0.9;

/** What was asked and what was done in an equal part of a run. */
export interface GoodputBin {
  asked: number;
  done: number;
}

export interface Goodput {
  readonly bins: readonly GoodputBin[];
  readonly widthMicros: number;
  /** Useful answers a second, in the mean: before the first incident, and during incidents. */
  readonly before: number;
  readonly during: number;
  /** From the end of the last incident until nine tenths of before were reached again; undefined when that never was. */
  readonly recoveryMicros: number | undefined;
}

/** What came of requests around incidents of overload; undefined for a run without any. */
export function goodputOf(history: History, faults: readonly FaultInterval[], endMicros: number): Goodput | undefined {
  const incidents = faults.filter(({ kind }) => OVERLOADS.has(kind));
  if (incidents.length === 0) return undefined;
  const widthMicros = endMicros / BINS;
  const bins = Array.from({ length: BINS }, (): GoodputBin => ({ asked: 0, done: 0 }));
  const binAt = (nanos: number): GoodputBin | undefined =>
    bins[Math.min(BINS - 1, Math.floor(nanos / 1000 / widthMicros))];
  for (const { invoke, completion, outcome } of history.invocations) {
    const begun = binAt(invoke.time);
    if (begun !== undefined) begun.asked++;
    const ended = outcome === 'ok' && completion !== undefined ? binAt(completion.time) : undefined;
    if (ended !== undefined) ended.done++;
  }
  const first = Math.min(...incidents.map(({ fromNanos }) => fromNanos)) / 1000;
  const last = Math.max(...incidents.map(({ toNanos }) => toNanos)) / 1000;
  const nths = bins.map((_, nth) => nth);
  const isDuring = (nth: number): boolean =>
    incidents.some(
      ({ fromNanos, toNanos }) => fromNanos / 1000 < (nth + 1) * widthMicros && toNanos / 1000 > nth * widthMicros,
    );
  const rateOf = (chosen: readonly number[]): number =>
    chosen.length === 0
      ? 0
      : (chosen.reduce((sum, nth) => sum + (bins[nth]?.done ?? 0), 0) * 1e6) / (chosen.length * widthMicros);
  const before = rateOf(nths.filter((nth) => (nth + 1) * widthMicros <= first));
  const again = nths.find(
    (nth) => nth * widthMicros >= last && ((bins[nth]?.done ?? 0) * 1e6) / widthMicros >= RECOVERED * before,
  );
  return {
    bins,
    widthMicros,
    before,
    during: rateOf(nths.filter(isDuring)),
    recoveryMicros: again === undefined || before === 0 ? undefined : again * widthMicros - last,
  };
}
