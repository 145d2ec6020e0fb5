import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readFinalPolls } from './final-polls.ts';
import { type PartitionHistory, type Polled, readPartitions, type Sent } from './log-history.ts';

/**
 * Every acknowledged record is polled by somebody. One that nobody ever polled, although a record behind it was, is lost
 * (Jepsen: lost-write); one behind all that was polled is unseen, which is wrong when the partition was read to its end
 * after everything had recovered. O(records).
 */
export function checkNoLostRecord(history: History): Verdict {
  const findings = new Findings();
  const finalReads = readFinalPolls(history);
  let acknowledged = 0;
  let judged = 0;
  for (const [name, partition] of readPartitions(history)) {
    const seen = new Set(partition.polled.map(({ identity }) => identity));
    const furthest = furthestPoll(partition);
    for (const record of partition.sent) {
      if (record.operation.outcome !== 'ok' || record.offset === undefined) continue;
      acknowledged++;
      const isBehind = furthest !== undefined && record.offset <= furthest.offset;
      const wasReadToEnd = (finalReads.get(name) ?? -1) > (record.operation.completion?.index ?? Infinity);
      if (isBehind || wasReadToEnd) judged++;
      if (seen.has(record.identity)) continue;
      if (isBehind) findings.add('lost-write', () => describeLost(name, record, furthest));
      else if (wasReadToEnd) findings.add('unseen', () => describeUnseen(name, record));
    }
  }
  const exercised = { acknowledged, judged, finalReads: finalReads.size };
  if (judged === 0)
    return { verdict: 'vacuous', exercised, reason: 'no acknowledged record was before one that somebody polled' };
  return verdictOf([...findings.of('lost-write'), ...findings.of('unseen')], exercised);
}

function furthestPoll({ polled }: PartitionHistory): Polled | undefined {
  let furthest: Polled | undefined;
  for (const record of polled) if (furthest === undefined || record.offset > furthest.offset) furthest = record;
  return furthest;
}

function describeLost(
  partition: string,
  { value, offset, operation }: Sent,
  behind: Polled,
): { readonly message: string; readonly operations: readonly number[] } {
  return {
    message: `${describeInvocation(operation)} was acknowledged with ${showValue(value)} at offset ${offset} of ${partition}, but nobody ever polled it, although ${describeInvocation(behind.operation)} found offset ${behind.offset}.`,
    operations: indicesOf(operation, behind.operation),
  };
}

function describeUnseen(
  partition: string,
  { value, offset, operation }: Sent,
): { readonly message: string; readonly operations: readonly number[] } {
  return {
    message: `${describeInvocation(operation)} was acknowledged with ${showValue(value)} at offset ${offset} of ${partition}, but even the last readings of the whole partition don't show it.`,
    operations: indicesOf(operation),
  };
}
