import type { History } from '../../history/history.ts';

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
  return history.observations('lease').map(({ process, value, index }) => {
    const { group, ballot, from, until, released } = value as Record<string, unknown>;
    return {
      group: String(group),
      holder: `${process} under ballot ${typeof ballot === 'object' ? JSON.stringify(ballot) : String(ballot)}`,
      from: Number(from),
      until: Number(until),
      isReleased: released === true,
      index,
    };
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
