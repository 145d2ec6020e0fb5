import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { verdictOf, type Exercised, type Verdict } from '../verdict.ts';
import { checkRealtimeOrder } from './realtime-order.ts';
import { sweepTimestamps } from './sweep.ts';
import { readTimestamped, type TimestampedOperation } from './timestamped.ts';

export interface ExternalConsistencyOptions {
  /** Names of read-only operations that real time binds; all other ones with a `readTimestamp` may be stale. Default: read, txn. */
  readonly strongReads?: readonly string[];
}

/**
 * Checks external consistency (Corbett et al., Spanner, OSDI 2012) of operations that tell their timestamps: `commitTimestamp` for
 * read-write ones, `readTimestamp` for read-only ones, in integer microseconds on the ok completion. An operation that follows another in
 * real time has the higher timestamp, commits that share a key have distinct ones, and every read sees exactly the commits below its own.
 * A write of unknown outcome may be committed at any timestamp that no read rules out. O(n log n).
 *
 * @throws HistoryError for a timestamp that is no integer.
 */
export function checkExternalConsistency(history: History, options: ExternalConsistencyOptions = {}): Verdict {
  const operations = readTimestamped(history, new Set(options.strongReads ?? ['read', 'txn']));
  const exercised = countExercised(operations);
  if (exercised['commits'] === 0 && exercised['strongReads'] === 0 && exercised['staleReads'] === 0)
    return {
      verdict: 'vacuous',
      exercised,
      reason: 'no acknowledged operation tells a commitTimestamp or a readTimestamp',
    };
  const findings = new Findings();
  const newestSeen = sweepTimestamps(operations, findings);
  checkRealtimeOrder(operations, newestSeen, findings);
  return verdictOf(findings.all(), exercised);
}

function countExercised(operations: readonly TimestampedOperation[]): Exercised {
  const kinds = { 'read-write': 0, 'strong-read': 0, 'stale-read': 0 };
  const keys = new Set<unknown>();
  let unknownOutcomes = 0;
  let reads = 0;
  for (const { outcome, kind, accesses } of operations) {
    if (outcome === 'info') unknownOutcomes++;
    if (outcome === 'ok') kinds[kind]++;
    for (const [f, key] of accesses) {
      keys.add(identityOf(key));
      if (outcome === 'ok' && f === 'r') reads++;
    }
  }
  return {
    commits: kinds['read-write'],
    strongReads: kinds['strong-read'],
    staleReads: kinds['stale-read'],
    unknownOutcomes,
    reads,
    keys: keys.size,
  };
}
