import type { History } from '../../history/history.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { findLostAppends } from './lost-appends.ts';
import { findLostWrites } from './lost-writes.ts';

/**
 * What was acknowledged stays: the last read of each key shows every append that was committed before the read began, a
 * register doesn't fall back behind a write that was over, and no transaction is there on one key and gone on another.
 * O(n).
 */
export function checkNoLostCommit(history: History): Verdict {
  const [appends, writes] = [findLostAppends(history), findLostWrites(history)];
  const exercised = {
    appends: appends.commits,
    registers: writes.commits,
    reads: appends.reads + writes.reads,
  };
  if (appends.commits + writes.commits + appends.anomalies.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'nothing was committed and read afterwards' };
  return verdictOf([...appends.anomalies, ...writes.anomalies], exercised);
}
