import { groupBy } from '../../group-by.ts';
import type { PriorityPlan } from '../../simulation/link-priorities.ts';
import type { Plan, Prefix } from '../plan.ts';
import { type Best, type Pass, tryEach } from './step.ts';

/** Shorter gaps are left as they are. */
const SMALLEST_GAP_MICROS = 50_000;
/** What is left of a gap, at the least. */
const LEFT_MICROS = 1_000;
const ROUND_MICROS: readonly number[] = [100_000, 10_000, 1_000];

/** Messages take the mean latency of their link, where the anomaly does not hang on a rare one. */
export const steadyLatency: Pass = {
  name: 'latencies',
  begin: tryEach(({ plan }) => (plan.steadyLatency === true ? [] : [{ ...plan, steadyLatency: true }])),
};

/** Takes out time in which nothing is planned to begin or end: all of it, else half. */
export const narrowTime: Pass = {
  name: 'time',
  begin: tryEach((best) =>
    gapsOf(best).flatMap(([from, to]) =>
      [LEFT_MICROS, Math.floor((to - from) / 2)].map((left) => moved(best, squeeze(from, to, left))),
    ),
  ),
};

/** Rounds times of operations and faults, coarsely if that will do. */
export const roundTimes: Pass = {
  name: 'round times',
  begin: tryEach((best) =>
    ROUND_MICROS.map((unit) => roundPlan(best.plan, (micros) => Math.ceil(micros / unit) * unit)).filter(
      (plan) => JSON.stringify(plan) !== JSON.stringify(best.plan),
    ),
  ),
};

type Gap = readonly [fromMicros: number, toMicros: number];
type Move = (micros: number) => number;

function gapsOf({ plan, timing }: Best): readonly Gap[] {
  const operations = plan.operations.flatMap(({ id, phase }) => {
    const span = phase === 'chaos' ? timing.get(id) : undefined;
    return span === undefined ? [] : [span.startMicros, span.endMicros ?? span.startMicros];
  });
  const faults = plan.faults.flatMap(({ atMicros, durationMicros }) => [atMicros, atMicros + durationMicros]);
  const points = [...new Set([0, ...operations, ...faults])].sort((a, b) => a - b);
  return points
    .slice(1)
    .map((to, nth): Gap => [points[nth] ?? 0, to])
    .filter(([from, to]) => to - from > SMALLEST_GAP_MICROS);
}

/** Everything in the gap comes proportionally nearer, everything after it earlier. */
function squeeze(fromMicros: number, toMicros: number, leftMicros: number): Move {
  const lengthMicros = toMicros - fromMicros;
  return (micros) => {
    if (micros <= fromMicros) return micros;
    if (micros >= toMicros) return micros - lengthMicros + leftMicros;
    return fromMicros + Math.floor(((micros - fromMicros) * leftMicros) / lengthMicros);
  };
}

function moved({ plan, timing }: Best, move: Move): Plan {
  const thinkMicros = new Map<number, number>();
  for (const sequence of groupBy(plan.operations, ({ client }) => client).values()) {
    let endMicros: number | null = 0;
    for (const { id, phase } of sequence) {
      const span = timing.get(id);
      if (phase !== 'chaos' || span === undefined || endMicros === null) continue;
      thinkMicros.set(id, Math.max(0, move(span.startMicros) - move(endMicros)));
      endMicros = span.endMicros;
    }
  }
  return {
    ...plan,
    operations: plan.operations.map((operation) => {
      return { ...operation, thinkMicros: thinkMicros.get(operation.id) ?? operation.thinkMicros };
    }),
    faults: plan.faults.map((fault) => {
      const atMicros = move(fault.atMicros);
      return { ...fault, atMicros, durationMicros: move(fault.atMicros + fault.durationMicros) - atMicros };
    }),
    ...(plan.prefix === undefined ? {} : { prefix: movedPrefix(plan.prefix, move) }),
    ...(plan.priorities === undefined ? {} : { priorities: movedPriorities(plan.priorities, move) }),
  };
}

function movedPrefix(prefix: Prefix, move: Move): Prefix {
  return { ...prefix, untilMicros: move(prefix.untilMicros) };
}

function movedPriorities({ stepMicros, changes }: PriorityPlan, move: Move): PriorityPlan {
  return { stepMicros, changes: changes.map((change) => ({ ...change, atMicros: move(change.atMicros) })) };
}

function roundPlan(plan: Plan, round: Move): Plan {
  return {
    ...plan,
    operations: plan.operations.map((operation) => ({ ...operation, thinkMicros: round(operation.thinkMicros) })),
    faults: plan.faults.map((fault) => ({
      ...fault,
      atMicros: round(fault.atMicros),
      durationMicros: round(fault.durationMicros),
    })),
  };
}
