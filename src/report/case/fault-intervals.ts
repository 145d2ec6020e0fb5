import type { History } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';

const BEGINS = 'start-';
const ENDS = 'stop-';

/** A fault as the history tells it. Times are nanoseconds since the start of the run. */
export interface FaultInterval {
  /** Number in the order of their beginnings, from 1: how the page calls it. */
  readonly number: number;
  /** `partition`, `crash` … */
  readonly kind: string;
  readonly start: Operation;
  /** Undefined when the history ends first. */
  readonly stop: Operation | undefined;
  readonly fromNanos: number;
  readonly toNanos: number;
  /** What the nemesis said of it: targets, links, amounts. */
  readonly resolved: Readonly<Record<string, unknown>>;
}

/**
 * All faults of a run, numbered as they began. A beginning is paired with the next end of its kind and id; one that
 * never ends lasts until the last line.
 */
export function faultIntervals(history: History): readonly FaultInterval[] {
  const lastNanos = history.operations.at(-1)?.time ?? 0;
  const open = new Map<string, Operation>();
  const stops = new Map<Operation, Operation>();
  const starts: Operation[] = [];
  for (const event of history.nemesis()) {
    if (event.f.startsWith(BEGINS)) {
      starts.push(event);
      open.set(keyOf(event, BEGINS), event);
    } else if (event.f.startsWith(ENDS)) {
      const start = open.get(keyOf(event, ENDS));
      if (start !== undefined) stops.set(start, event);
    }
  }
  return starts.map((start, nth) => {
    const stop = stops.get(start);
    return {
      number: nth + 1,
      kind: start.f.slice(BEGINS.length),
      start,
      stop,
      fromNanos: start.time,
      toNanos: stop?.time ?? lastNanos,
      resolved: fieldsOf(start),
    };
  });
}

/** When the nemesis stopped, if the history says so. */
export function healOf(history: History): Operation | undefined {
  return history.nemesis().find((event) => event.f === 'heal');
}

function keyOf(event: Operation, prefix: string): string {
  return `${event.f.slice(prefix.length)} ${String(fieldsOf(event)['fault'])}`;
}

function fieldsOf({ value }: Operation): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
