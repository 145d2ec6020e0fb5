import type { Anomaly } from '../../checkers/verdict.ts';
import type { Run } from '../simulate.ts';
import { type Timing, timingOf } from './timing.ts';

const NANOS_PER_MICRO = 1000;
const BEGINS = 'start-';

/** What a fault turned out to be when it began. */
export interface Struck {
  /** Id of the planned fault. */
  readonly fault: number;
  /** What the history calls it: a fault that lies in wait strikes as another kind. */
  readonly kind: string;
  readonly atMicros: number;
  readonly durationMicros: number;
  /** Targets, links, amounts, as far as the history tells them. */
  readonly resolved: Readonly<Record<string, unknown>>;
}

/** What edits of a plan need to know of a run that shows the anomaly. */
export interface Sighting {
  readonly timing: Timing;
  /** Indices, in the history, of the operations of the first witness. */
  readonly witness: readonly number[];
  readonly struck: readonly Struck[];
}

/** Notes what is needed of a run that shows an anomaly. */
export function sightingOf(run: Run, { operations }: Anomaly): Sighting {
  return { timing: timingOf(run), witness: operations, struck: struckIn(run) };
}

function struckIn({ history }: Run): readonly Struck[] {
  const events = history.nemesis();
  return events.flatMap(({ f, time, value }, nth) => {
    if (!f.startsWith(BEGINS) || !isResolved(value)) return [];
    const kind = f.slice(BEGINS.length);
    const isEnd = (event: (typeof events)[number]): boolean =>
      event.f === `stop-${kind}` && isResolved(event.value) && event.value.fault === value.fault;
    const end = events.slice(nth).find(isEnd);
    const { fault, ...resolved } = value;
    const atMicros = time / NANOS_PER_MICRO;
    return [{ fault, kind, atMicros, durationMicros: (end?.time ?? time) / NANOS_PER_MICRO - atMicros, resolved }];
  });
}

function isResolved(value: unknown): value is { readonly fault: number } & Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'fault' in value && typeof value.fault === 'number';
}
