import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readCore } from '../cluster/core.ts';
import { readFinalPolls } from './final-polls.ts';
import { readPartitions } from './log-history.ts';
import type { Told } from './partition-history.ts';
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
  for (const [name, { records, furthest }] of readPartitions(history)) {
    const floor = retention.floorOf(name);
    const readAt = finalReads.get(name) ?? -1;
    for (const { value, sends, firstPoll } of records)
      for (const { offset, operation } of sends) {
        if (operation.outcome !== 'ok' || offset === undefined) continue;
        acknowledged++;
        if (offset < floor && firstPoll === undefined) {
          removed++;
          continue;
        }
        const isBehind = furthest !== undefined && offset <= furthest.offset;
        const wasReadToEnd = readAt > (operation.completion?.index ?? Infinity);
        if (isBehind || wasReadToEnd) judged++;
        if (firstPoll !== undefined) continue;
        const record = { partition: name, offset, value, operation };
        if (isBehind) findings.add('lost-write', () => describeLost(record, furthest));
        else if (wasReadToEnd) findings.add('unseen', () => describeUnseen(record));
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

/** A record that was acknowledged. */
interface Acknowledged {
  readonly partition: string;
  readonly offset: number;
  readonly value: unknown;
  readonly operation: Invocation;
}

function describeLost(
  { partition, value, offset, operation }: Acknowledged,
  behind: Told,
): { readonly message: string; readonly operations: readonly number[] } {
  const reached = behind.offset === offset ? 'something else there' : `what is behind it, at offset ${behind.offset}`;
  return {
    message: `${describeInvocation(operation)} was acknowledged with ${showValue(value)} at offset ${offset} of ${partition}, but no poll ever returned it, though ${describeInvocation(behind.operation)} returned ${reached}.`,
    operations: indicesOf(operation, behind.operation),
  };
}

function describeUnseen({ partition, value, offset, operation }: Acknowledged): {
  readonly message: string;
  readonly operations: readonly number[];
} {
  return {
    message: `${describeInvocation(operation)} was acknowledged with ${showValue(value)} at offset ${offset} of ${partition}, but even the last readings of the whole partition don't show it.`,
    operations: indicesOf(operation),
  };
}
