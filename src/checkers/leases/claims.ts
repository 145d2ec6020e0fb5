import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import { fieldsOf } from '../values.ts';

const SHAPE = '{ group, ballot, from, until }';

/** A stretch of time, in microseconds of the servers' common clock, for which a server said that it leads a group. */
export interface LeaseClaim {
  readonly group: string;
  /** Who leads: a server under one ballot. */
  readonly holder: string;
  readonly from: number;
  readonly until: number;
  readonly isReleased: boolean;
  /** Index in the history. */
  readonly index: number;
}

/** All claims in the order in which they were stated. */
export function readLeaseClaims(history: History): readonly LeaseClaim[] {
  return history.observations('lease').map((claim) => {
    const { group, ballot, from, until, released } = fieldsOf(claim, SHAPE);
    if (typeof group !== 'string' || typeof from !== 'number' || typeof until !== 'number')
      throw new HistoryError(`${show(claim.value)} is no lease; expected ${SHAPE}`, { operation: claim.index });
    const holder = `${claim.process} under ballot ${JSON.stringify(ballot)}`;
    return { group, holder, from, until, isReleased: released === true, index: claim.index };
  });
}

/** How long the longest lease lasts when it is first granted; 0 without leases. */
export function longestLeaseMicros(history: History): number {
  const known = new Set<string>();
  let longest = 0;
  for (const { group, holder, from, until } of readLeaseClaims(history)) {
    const lease = `${group} ${holder}`;
    if (known.has(lease)) continue;
    known.add(lease);
    longest = Math.max(longest, until - from);
  }
  return longest;
}
