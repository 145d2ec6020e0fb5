import type { History, Invocation } from '../../history/history.ts';
import { finalInvocations } from '../cluster/final-phase.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

/** Nothing waits for ever: every operation ends before the history does, and once the system had time to recover, every operation succeeds. */
export function checkLiveness(history: History): Verdict {
  const final = finalInvocations(history);
  const stuck = history.invocations.filter(({ completion }) => completion === undefined);
  const failed = final.filter(({ completion, outcome }) => completion !== undefined && outcome !== 'ok');
  const exercised = { operations: history.invocations.length, finalOperations: final.length };
  const anomalies = [...stuck.map(describeStuck), ...failed.map(describeFailure)];
  if (anomalies.length === 0 && final.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no operation was invoked after the faults were over' };
  return verdictOf(anomalies, exercised);
}

function describeStuck(invocation: Invocation): Anomaly {
  return {
    kind: 'stuck',
    message: `${describeInvocation(invocation)} had not ended when the run was over.`,
    operations: indicesOf(invocation),
  };
}

function describeFailure(invocation: Invocation): Anomaly {
  return {
    kind: 'not-recovered',
    message: `${describeInvocation(invocation)} ${describeOutcome(invocation)}, although faults were over and the time to recover had passed.`,
    operations: indicesOf(invocation),
  };
}
