import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readCore } from '../cluster/core.ts';
import { readFinalPolls } from './final-polls.ts';
import { type PartitionHistory, type Polled, readPartitions, type Sent } from './log-history.ts';
import { Retention } from './retention.ts';
import { endOf, readStatedLogs } from './stated-logs.ts';

const KINDS = ['lost-write', 'unseen', 'removed-early'] as const;

/**
 * Every acknowledged record is polled by somebody. One that nobody ever polled, although a record behind it was, is lost
 * (Jepsen: lost-write); one behind all that was polled is unseen, which is wrong when the partition was read to its end
 * after everything had recovered. What retention may have removed, by the servers' own statements, need not be seen; but
 * what they said would be kept has to be there (else: removed-early). O(records).
 */
export function checkNoLostRecord(history: History): Verdict {
  const findings = new Findings();
  const finalReads = readFinalPolls(history);
  const retention = Retention.of(history);
  let acknowledged = 0;
  let judged = 0;
  let removed = 0;
  for (const [name, partition] of readPartitions(history)) {
    const seen = new Set(partition.polled.map(({ identity }) => identity));
    const furthest = furthestPoll(partition);
    const floor = retention.floorOf(name);
    for (const record of partition.sent) {
      if (record.operation.outcome !== 'ok' || record.offset === undefined) continue;
      acknowledged++;
      if (record.offset < floor && !seen.has(record.identity)) {
        removed++;
        continue;
      }
      const isBehind = furthest !== undefined && record.offset <= furthest.offset;
      const wasReadToEnd = (finalReads.get(name) ?? -1) > (record.operation.completion?.index ?? Infinity);
      if (isBehind || wasReadToEnd) judged++;
      if (seen.has(record.identity)) continue;
      if (isBehind) findings.add('lost-write', () => describeLost(name, record, furthest));
      else if (wasReadToEnd) findings.add('unseen', () => describeUnseen(name, record));
    }
  }
  findRemovedEarly(history, retention, findings);
  const exercised = { acknowledged, judged, removed, finalReads: finalReads.size };
  if (judged === 0)
    return { verdict: 'vacuous', exercised, reason: 'no acknowledged record was before one that somebody polled' };
  return verdictOf(
    KINDS.flatMap((kind) => findings.of(kind)),
    exercised,
  );
}

/** Committed records stay, so some server has at the end what was to be kept; where all of them healed and state their logs. */
function findRemovedEarly(history: History, { statements }: Retention, findings: Findings): void {
  if (statements.length === 0 || readCore(history) !== undefined) return;
  const logs = readStatedLogs(history);
  for (const { server, index, partition, start, retained } of statements) {
    const stated = logs.get(partition);
    if (stated === undefined) continue;
    const end = Math.max(...stated.map(endOf));
    if (end >= start + retained) continue;
    findings.add('removed-early', () => ({
      message: `${server} removed all before offset ${start} of ${partition} (observation ${index}) and would keep ${retained} committed records, but at the end no server’s log of it goes beyond offset ${end}.`,
      operations: [index],
    }));
  }
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
