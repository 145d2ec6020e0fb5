import type { History } from '../../history/history.ts';
import { Findings } from '../findings.ts';
import { verdictOf, type Verdict } from '../verdict.ts';
import { isPlainlyConsistent } from './plain-order.ts';
import { checkRealtimeOrder } from './realtime-order.ts';
import { sweepTimestamps } from './sweep.ts';
import { readTimestamped } from './timestamped.ts';
import { TimestampedBuilder } from './timestamped-builder.ts';
import type { TimestampedColumns } from './timestamped-columns.ts';

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
  const strongReads = strongReadsOf(options);
  const builder = new TimestampedBuilder(strongReads);
  for (let position = 0; position < history.operations.length; position++) builder.push(history.operations[position]!);
  const columns = builder.finish();
  const plain = judgeAtAGlance(columns);
  if (plain !== undefined) return plain;
  const operations = readTimestamped(history, strongReads);
  const findings = new Findings();
  const newestSeen = sweepTimestamps(operations, findings);
  checkRealtimeOrder(operations, newestSeen, findings);
  return verdictOf(findings.all(), columns.exercised);
}

/** Collects what `judgeAtAGlance` needs, operation by operation: for histories that are not kept. */
export function externalConsistencyBuilder(options: ExternalConsistencyOptions = {}): TimestampedBuilder {
  return new TimestampedBuilder(strongReadsOf(options));
}

/** What can be said without the operations: that nothing was exercised, or that nothing is wrong; otherwise undefined. */
export function judgeAtAGlance(columns: TimestampedColumns): Verdict | undefined {
  const { exercised } = columns;
  if (columns.count === 0)
    return {
      verdict: 'vacuous',
      exercised,
      reason: 'no acknowledged operation tells a commitTimestamp or a readTimestamp',
    };
  return isPlainlyConsistent(columns) ? { verdict: 'holds', exercised } : undefined;
}

function strongReadsOf({ strongReads = ['read', 'txn'] }: ExternalConsistencyOptions): ReadonlySet<string> {
  return new Set(strongReads);
}
