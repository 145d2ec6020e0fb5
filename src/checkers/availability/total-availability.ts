import type { History, Invocation } from '../../history/history.ts';
import { Cluster } from '../cluster/cluster.ts';
import { describeInvocation, describeOutcome, indicesOf } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

/**
 * A system that prefers availability answers every request to a live server that the client can reach: each operation
 * ends `ok`, unless at some moment of it every server was dead, paused or cut off for its client.
 */
export function checkTotalAvailability(history: History): Verdict {
  const cluster = Cluster.of(history);
  if (cluster === undefined)
    return {
      verdict: 'vacuous',
      exercised: { operations: history.invocations.length },
      reason: 'the history records no topology',
    };
  let owed = 0;
  let duringPartitions = 0;
  let whileServersDown = 0;
  const anomalies: Anomaly[] = [];
  for (const invocation of history.invocations) {
    const states = cluster.statesDuring(invocation);
    if (!cluster.canAlwaysReachAnyone(cluster.clientOf(invocation), states)) continue;
    owed++;
    if (states.some(({ partitions }) => partitions > 0)) duringPartitions++;
    if (states.some(({ live }) => live.includes(0))) whileServersDown++;
    if (invocation.outcome !== 'ok') anomalies.push(describeRefusal(invocation));
  }
  const exercised = {
    operations: owed,
    duringPartitions,
    whileServersDown,
    excused: history.invocations.length - owed,
  };
  if (anomalies.length === 0 && duringPartitions + whileServersDown === 0)
    return { verdict: 'vacuous', exercised, reason: 'no operation met a partition or a dead server' };
  return verdictOf(anomalies, exercised);
}

function describeRefusal(invocation: Invocation): Anomaly {
  return {
    kind: invocation.outcome === 'fail' ? 'refused' : 'unanswered',
    message: `${describeInvocation(invocation)} ${describeOutcome(invocation)}, although its client could reach a live server all the time.`,
    operations: indicesOf(invocation),
  };
}
