import type { History } from '../../history/history.ts';
import { showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { endOf, readStatedLogs, type StatedLog } from './stated-logs.ts';

/**
 * Replicas hold the same committed records at the same offsets, as their servers state them in `replica-log`: where two
 * statements both have an offset, they agree about it. O(records): each statement is compared with the one that reaches
 * furthest.
 */
export function checkLogAgreement(history: History): Verdict {
  const findings = new Findings();
  let compared = 0;
  for (const [partition, logs] of readStatedLogs(history)) {
    const longest = logs.reduce((best, log) => (endOf(log) > endOf(best) ? log : best));
    for (const log of logs) {
      if (log === longest) continue;
      const from = Math.max(log.start, longest.start);
      compared += Math.max(0, endOf(log) - from);
      const offset = firstDifference(log, longest, from);
      if (offset === undefined) continue;
      findings.add('diverged-logs', () => ({
        message: `at offset ${offset} of ${partition}, below both high watermarks, ${log.server} holds ${showValue(recordAt(log, offset))} and ${longest.server} ${showValue(recordAt(longest, offset))}.`,
        operations: [log.index, longest.index],
      }));
    }
  }
  if (compared === 0)
    return { verdict: 'vacuous', exercised: { compared }, reason: 'no two servers stated records of a partition' };
  return verdictOf(findings.of('diverged-logs'), { compared });
}

function firstDifference(log: StatedLog, longest: StatedLog, from: number): number | undefined {
  for (let offset = from; offset < endOf(log); offset++)
    if (identityOf(recordAt(log, offset)) !== identityOf(recordAt(longest, offset))) return offset;
  return undefined;
}

function recordAt({ start, records }: StatedLog, offset: number): unknown {
  return records[offset - start];
}
