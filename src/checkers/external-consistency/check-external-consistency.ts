import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { verdictOf, type Verdict } from '../verdict.ts';
import { isPlainlyConsistent } from './plain-order.ts';
import { checkRealtimeOrder } from './realtime-order.ts';
import { sweepTimestamps } from './sweep.ts';
import { readTimestamped } from './timestamped.ts';
import { readTimestampedColumns } from './timestamped-columns.ts';

export interface ExternalConsistencyOptions {
  /** Names of read-only operations that real time binds; all other ones with a `readTimestamp` may be stale. Default: read, txn. */
  readonly strongReads?: readonly string[];
}

/**
 * Checks external consistency (Corbett et al., Spanner, OSDI 2012) of operations that tell their timestamps: `commitTimestamp` for
 * read-write ones, `readTimestamp` for read-only ones, in integer microseconds on the ok completion. An operation that follows another in
 * real time has the higher timestamp, commits that share a key have distinct ones, and every read sees exactly the commits below its own.
 * A write of unknown outcome may be committed at any timestamp that no read rules out. O(n log n), and a history in which nothing is wrong and none of
 * those was seen takes one sort and two sweeps over columns.
 *
 * @throws HistoryError for a timestamp that is no integer.
 */
export function checkExternalConsistency(history: History, options: ExternalConsistencyOptions = {}): Verdict {
  const strongReads = new Set(options.strongReads ?? ['read', 'txn']);
  const columns = readTimestampedColumns(history, strongReads);
  const { exercised } = columns;
  if (columns.count === 0)
    return {
      verdict: 'vacuous',
      exercised,
      reason: 'no acknowledged operation tells a commitTimestamp or a readTimestamp',
    };
  if (isPlainlyConsistent(columns)) return { verdict: 'holds', exercised };
  const operations = readTimestamped(history, strongReads);
  const findings = new Findings();
  const newestSeen = sweepTimestamps(operations, findings);
  checkRealtimeOrder(operations, newestSeen, findings);
  return verdictOf(findings.all(), exercised);
}
