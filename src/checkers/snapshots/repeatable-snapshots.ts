import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { microsOf, resultOf } from '../values.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

/** What was read of one key at one timestamp. */
interface Sighting {
  readonly text: string;
  readonly value: unknown;
  readonly read: Invocation;
}

/**
 * A timestamp names one state: two snapshot reads of a key at the same timestamp return the same value, whichever replica
 * answers and whenever. O(n).
 */
export function checkRepeatableSnapshots(history: History): Verdict {
  const sightings = new Map<string, Sighting>();
  const anomalies: Anomaly[] = [];
  let repeated = 0;
  let onOtherReplica = 0;
  const reads = history.of('snapshot').filter(({ outcome }) => outcome === 'ok');
  for (const read of reads) {
    const result = resultOf(read);
    const timestamp = result['readTimestamp'];
    if (typeof timestamp !== 'number') continue;
    for (const [, key, value] of microsOf(result)) {
      const at = `${timestamp} ${canonicalText(key)}`;
      const before = sightings.get(at);
      const now: Sighting = { text: canonicalText(value), value, read };
      if (before === undefined) sightings.set(at, now);
      else {
        repeated++;
        if (resultOf(before.read)['replica'] !== result['replica']) onOtherReplica++;
        if (before.text !== now.text) anomalies.push(describeChange(key, timestamp, before, now));
      }
    }
  }
  const exercised = { snapshotReads: reads.length, repeatedTimestamps: repeated, onOtherReplica };
  if (repeated === 0) return { verdict: 'vacuous', exercised, reason: 'no key was read twice at the same timestamp' };
  return verdictOf(anomalies, exercised);
}

function describeChange(key: unknown, timestamp: number, before: Sighting, now: Sighting): Anomaly {
  return {
    kind: 'unrepeatable-snapshot',
    message: `key ${showValue(key)} at timestamp ${timestamp} µs was ${showValue(before.value)} for ${describeInvocation(before.read)} on ${showValue(before.read.completion?.['replica'])}, and ${showValue(now.value)} for ${describeInvocation(now.read)} on ${showValue(now.read.completion?.['replica'])}.`,
    operations: indicesOf(before.read, now.read),
  };
}
