import type { History, Invocation } from '../../history/history.ts';
import { Cluster } from '../cluster/cluster.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { longestLeaseMicros } from '../leases/claims.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { asksServer } from './asking.ts';
import { MinoritySide } from './minority-side.ts';
import { isStrong } from './strong-operations.ts';

const NANOS_PER_MICRO = 1000;
/** Clocks of two servers may disagree about how long a lease is; nobody's is off by half. */
const LEASE_MARGIN = 1.5;

/**
 * A system that prefers consistency must not answer where it can't know: an operation that needs a majority, and was
 * asked and answered while its client's side of the cluster had none, must not be `ok`. Servers that are down or paused
 * are on no side. A read may rest on a lease that was granted before the side was cut off, so it must not be `ok` once
 * the side has been without a majority for longer than a lease lasts. And a replica that only hears the majority knows
 * what it decided, so it may answer reads.
 *
 * Sound, not complete: a link that worked at some moment of the operation counts as if it had worked all along.
 */
export function checkMinorityRefuses(history: History): Verdict {
  const cluster = Cluster.of(history);
  const strong = history.invocations.filter((invocation) => isStrong(invocation) && asksServer(invocation));
  if (cluster === undefined)
    return { verdict: 'vacuous', exercised: { operations: strong.length }, reason: 'the history records no topology' };
  const leaseNanos = longestLeaseMicros(history) * LEASE_MARGIN * NANOS_PER_MICRO;
  const side = new MinoritySide(history, cluster);
  const minority = strong.filter((invocation) => side.has(invocation, leaseNanos));
  const partitions = history.nemesis().filter(({ f }) => f === 'start-partition').length;
  const refused = minority.filter(({ outcome }) => outcome !== 'ok').length;
  const exercised = { partitions, operations: strong.length, minorityOperations: minority.length, refused };
  if (minority.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'nobody asked a side of the cluster that had no majority' };
  const anomalies = minority.filter(({ outcome }) => outcome === 'ok').map(describeAnswer);
  return verdictOf(anomalies, exercised);
}

function describeAnswer(invocation: Invocation): Anomaly {
  return {
    kind: 'answered-in-minority',
    message: `${describeInvocation(invocation)} succeeded although its client could exchange words with no majority of the voters from beginning to end.`,
    operations: indicesOf(invocation),
  };
}
