import type { History } from '../../history/history.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { findLostItems } from './lost-items.ts';
import { findLostPuts } from './lost-puts.ts';

/** What became of acknowledged additions: how many were looked for, in how many reads and replicas, and which were missing. */
export interface Search {
  readonly additions: number;
  readonly finalReads: number;
  readonly replicas: number;
  readonly anomalies: readonly Anomaly[];
}

/**
 * No acknowledged addition is lost: what was put into a cart and never taken out, or written to a register and never
 * replaced, is in every read after the recovery and in the state of every owner. O(n) in operations times final reads of
 * the same object.
 */
export function checkNoLostAddition(history: History): Verdict {
  const [items, puts] = [findLostItems(history), findLostPuts(history)];
  const exercised = {
    additions: items.additions,
    puts: puts.additions,
    finalReads: items.finalReads + puts.finalReads,
    replicas: items.replicas + puts.replicas,
  };
  if (exercised.additions + exercised.puts === 0)
    return { verdict: 'vacuous', exercised, reason: 'nothing was added for good and looked for at the end' };
  return verdictOf([...items.anomalies, ...puts.anomalies], exercised);
}
