import type { History } from '../../history/history.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { type LeaseClaim, readLeaseClaims } from './claims.ts';

/** A piece of time for which one holder led a group, with the claims at its beginning and its end. */
interface Reign {
  readonly holder: string;
  readonly from: number;
  until: number;
  readonly first: number;
  last: number;
}

/**
 * At most one leader at a time: the intervals that different holders (a server under a ballot) claim of one group never
 * overlap (Corbett et al., Spanner, OSDI 2012, section 4.1.1). A released lease ends when it was given back. O(n log n).
 */
export function checkLeaseDisjointness(history: History): Verdict {
  const claims = readLeaseClaims(history);
  const reigns = collectReigns(claims);
  const anomalies: Anomaly[] = [];
  let leases = 0;
  let failOvers = 0;
  for (const [group, pieces] of reigns) {
    const sorted = pieces.filter(({ from, until }) => from < until).toSorted((a, b) => a.from - b.from);
    leases += new Set(sorted.map(({ holder }) => holder)).size;
    failOvers += sorted.filter((reign, at) => at > 0 && sorted[at - 1]?.holder !== reign.holder).length;
    anomalies.push(...findOverlaps(group, sorted));
  }
  const exercised = { leases, failOvers, renewals: claims.filter(({ isReleased }) => !isReleased).length - leases };
  if (failOvers === 0) return { verdict: 'vacuous', exercised, reason: 'no group ever changed its leader' };
  return verdictOf(anomalies, exercised);
}

/** Joins the claims of each holder to pieces without a gap, and cuts what was released. */
function collectReigns(claims: readonly LeaseClaim[]): ReadonlyMap<string, readonly Reign[]> {
  const groups = new Map<string, Reign[]>();
  for (const { group, holder, from, until, isReleased, index } of claims) {
    const reigns = groups.get(group) ?? [];
    groups.set(group, reigns);
    const current = reigns.findLast((reign) => reign.holder === holder);
    if (isReleased) {
      if (current !== undefined) current.until = Math.min(current.until, until);
    } else if (current !== undefined && from <= current.until) {
      current.until = Math.max(current.until, until);
      current.last = index;
    } else reigns.push({ holder, from, until, first: index, last: index });
  }
  return groups;
}

/** Sweeps over the pieces by their beginning, with the latest end of two different holders so far. */
function findOverlaps(group: string, sorted: readonly Reign[]): readonly Anomaly[] {
  const anomalies: Anomaly[] = [];
  let latest: Reign | undefined;
  let latestOfOther: Reign | undefined;
  for (const reign of sorted) {
    const rival = latest?.holder === reign.holder ? latestOfOther : latest;
    if (rival !== undefined && rival.until > reign.from) anomalies.push(describeOverlap(group, rival, reign));
    if (latest === undefined || reign.until > latest.until) {
      if (latest !== undefined && latest.holder !== reign.holder) latestOfOther = latest;
      latest = reign;
    } else if (reign.holder !== latest.holder && (latestOfOther === undefined || reign.until > latestOfOther.until))
      latestOfOther = reign;
  }
  return anomalies;
}

function describeOverlap(group: string, first: Reign, second: Reign): Anomaly {
  const micros = Math.min(first.until, second.until) - second.from;
  return {
    kind: 'overlapping-leases',
    message: `${first.holder} and ${second.holder} both lead group ${group} for ${micros} µs from ${second.from} µs: the first claims [${first.from}, ${first.until}], the second [${second.from}, ${second.until}].`,
    operations: [first.first, first.last, second.first, second.last].filter((at, nth, all) => all.indexOf(at) === nth),
  };
}
