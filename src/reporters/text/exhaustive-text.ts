import type { DeviationKind, ObservedDeviation } from '../../simulation/deviations.ts';
import type { SmallScope } from '../../search/exhaustive.ts';
import { type ExhaustiveTally, verdictOf } from '../../search/exhaustive-tally.ts';
import { formatTable } from './table.ts';
import { count, describeExercised, describeMicros, paintVerdict } from './words.ts';

/** What came of running every schedule of a small system. */
export interface Exploration {
  readonly system: string;
  readonly variant: string | null;
  readonly scope: SmallScope;
  readonly tally: ExhaustiveTally;
  /** Whether all schedules were run. */
  readonly isComplete: boolean;
  readonly violation: KeptViolation | null;
}

/** The first schedule that broke a guarantee, as it is kept. */
export interface KeptViolation {
  readonly caseFile: string;
  readonly reproduce: string;
  /** What went otherwise, in words. */
  readonly faults: readonly string[];
}

/** An exploration in words; with a violation, its first witness and how to see it again. */
export function describeExploration(exploration: Exploration): string {
  const { system, variant, scope, tally, isComplete, violation } = exploration;
  const name = variant === null ? system : `${system}/${variant}`;
  const { servers, operations, deviations } = scope;
  const size = [count(servers, 'server'), count(operations, 'operation'), `at most ${count(deviations, 'fault')}`];
  const rows = [...tally.guarantees].map(([guarantee, { runs, exercised }]) => {
    return [guarantee, paintVerdict(verdictOf(runs)), describeExercised(exercised)];
  });
  const parts = tally.byDeviations.map((times, faults) => `${times} with ${faults === 0 ? 'none' : faults}`);
  const ran = `${count(tally.schedules, 'schedule')} of ${count(tally.workloads, 'workload')}: ${parts.join(', ')}`;
  const lines = [`${name}: ${size.join(', ')}`, describeFaults(tally), ...formatTable(rows, '  ')];
  if (isComplete) return [...lines, `  every schedule was run: ${ran}`, ''].join('\n');
  if (violation === null) return [...lines, `  interrupted after ${ran}`, ''].join('\n');
  return [...lines, ...describeViolation(tally, violation, ran), `reproduce: ${violation.reproduce}`, ''].join('\n');
}

/** What a fault is, and when there are any. */
function describeFaults({ deviable }: ExhaustiveTally): string {
  const what =
    'a message that is lost, or comes 3 ms or 10 ms late; a power loss of a server right before a task goes on, or after an event';
  if (deviable === undefined) return `  faults: ${what}; until the heal`;
  const { fromMicros, untilMicros } = deviable;
  return `  faults: ${what}; from ${describeMicros(fromMicros)} to ${describeMicros(untilMicros)}`;
}

function describeViolation({ violation }: ExhaustiveTally, { faults }: KeptViolation, ran: string): readonly string[] {
  const witnesses = (violation?.judgement.guarantees ?? []).flatMap(({ name, verdict }) =>
    verdict.verdict === 'violated'
      ? [`  ${name} violated, ${verdict.anomalies[0].kind}: ${verdict.anomalies[0].message}`]
      : [],
  );
  const fewest = faults.length === 0 ? 'no fault is needed' : 'no schedule with fewer faults breaks it';
  return [
    `  stopped at the first violation, after ${ran}; ${fewest}`,
    ...faults.map((fault) => `    ${fault}`),
    ...witnesses,
  ];
}

/** One deviation in words, from what the nemesis observed of it. */
export function describeDeviation({ event, kind, node, from }: ObservedDeviation): string {
  const message = from === undefined ? '' : `the message from ${from} to ${node}`;
  const endings: Readonly<Record<DeviationKind, string>> = {
    lose: `${message} is lost`,
    'delay-3ms': `${message} comes 3 ms late`,
    'delay-10ms': `${message} comes 10 ms late`,
    'power-loss-before': `right before it ${node} loses power`,
    'power-loss-after': from === undefined ? `after it ${node} loses power` : `after ${message}, ${node} loses power`,
  };
  return `event ${event}: ${endings[kind]}`;
}
