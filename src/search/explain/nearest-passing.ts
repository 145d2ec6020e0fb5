import type { Operation } from '../../history/operation.generated.ts';
import type { TracedMessage } from '../../simulation/trace.ts';
import type { Plan } from '../plan.ts';
import { type Run, simulate } from '../simulate.ts';
import type { NearestPassing } from './explanation.ts';

/** A plan near the failing one that passes. */
export interface PassingPlan {
  readonly plan: Plan;
  readonly change: NearestPassing['change'];
}

/** The passing run that goes the longest way with the failing one, and where they part; null when none passes. */
export function findNearestPassing(failing: Run, passing: readonly PassingPlan[]): NearestPassing | null {
  let nearest: NearestPassing | null = null;
  for (const { plan, change } of passing) {
    const found = compare(failing, simulate(plan, { trace: true }), change);
    if (nearest === null || found.sharedMessages > nearest.sharedMessages) nearest = found;
  }
  return nearest;
}

function compare(failing: Run, passing: Run, change: NearestPassing['change']): NearestPassing {
  const ours = (failing.trace?.messages ?? []).map(messageText);
  const theirs = (passing.trace?.messages ?? []).map(messageText);
  const sharedMessages = firstDifference(ours, theirs);
  const answers = answersOf(failing);
  const otherAnswers = answersOf(passing);
  const line = firstDifference(answers, otherAnswers);
  return {
    change,
    sharedMessages,
    firstMessage: { failing: ours[sharedMessages] ?? null, passing: theirs[sharedMessages] ?? null },
    firstAnswer: { failing: answers[line] ?? null, passing: otherAnswers[line] ?? null },
  };
}

/** Position of the first text that differs, or of the end of the shorter list. */
function firstDifference(ours: readonly string[], theirs: readonly string[]): number {
  const end = Math.min(ours.length, theirs.length);
  for (let at = 0; at < end; at++) if (ours[at] !== theirs[at]) return at;
  return end;
}

function messageText({ sentMicros, from, to, kind, arrivals }: TracedMessage): string {
  const arrived = arrivals.find(({ isLost }) => !isLost);
  const fate = arrived === undefined ? 'lost' : `arrives at ${arrived.micros} µs`;
  return `${kind} from ${from} to ${to}, sent at ${sentMicros} µs, ${fate}`;
}

/** What clients were told, whatever the time. */
function answersOf({ history }: Run): readonly string[] {
  return history.operations
    .filter(({ process, type }) => typeof process === 'number' && type !== 'invoke')
    .map(({ process, type, f, value, error }: Operation) => {
      const why = error === undefined ? '' : ` (${JSON.stringify(error)})`;
      return `process ${process}: ${type} ${f} ${JSON.stringify(value)}${why}`;
    });
}
