import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readFinalPolls } from './final-polls.ts';
import { type LogOperation, readLogOperations, readPartitions } from './log-history.ts';
import type { Told } from './partition-history.ts';
import { Retention } from './retention.ts';
import type { SentStep } from './steps.ts';

/**
 * Of what a transaction sent readers see all or nothing: when one record was polled, another must not be missing in
 * partitions that were read to their end after everything had recovered (torn-transaction), unless retention may have removed
 * it; and none polls what it sent itself (Jepsen: precommitted-read). O(records).
 */
export function checkAtomicTransactions(history: History): Verdict {
  const findings = new Findings();
  const partitions = readPartitions(history);
  const firstPollOf = ({ partition, value }: SentStep): Told | undefined =>
    partitions.get(partition)?.recordOf(value)?.firstPoll;
  const finalPolls = readFinalPolls(history);
  const retention = Retention.of(history);
  const isMissing = ({ completion }: Invocation, step: SentStep): boolean => {
    const wasRead = (finalPolls.get(step.partition) ?? -1) > (completion?.index ?? Infinity);
    // Where nobody was told the offset of a record, it must be there only when nothing was removed.
    return wasRead && firstPollOf(step) === undefined && (step.offset ?? 0) >= retention.floorOf(step.partition);
  };
  let transactions = 0;
  let ofSeveral = 0;
  for (const entry of readLogOperations(history)) {
    const { operation, sends } = entry;
    const { f } = operation.invoke;
    if ((f !== 'txn' && f !== 'process') || sends.length === 0 || operation.outcome === 'fail') continue;
    transactions++;
    if (sends.length > 1) ofSeveral++;
    const missing = sends.find((step) => isMissing(operation, step));
    if (missing !== undefined) findTorn(entry, missing, firstPollOf, findings);
    findPrecommitted(entry, findings);
  }
  const exercised = { transactions, ofSeveral };
  if (ofSeveral === 0 && findings.all().length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no transaction sent several records' };
  return verdictOf([...findings.of('torn-transaction'), ...findings.of('precommitted-read')], exercised);
}

function findTorn(
  { operation, sends }: LogOperation,
  missing: SentStep,
  firstPollOf: (step: SentStep) => Told | undefined,
  findings: Findings,
): void {
  const seen = sends.find((step) => firstPollOf(step) !== undefined);
  const poll = seen === undefined ? undefined : firstPollOf(seen);
  if (seen === undefined || poll === undefined) return;
  findings.add('torn-transaction', () => ({
    message: `of ${describeInvocation(operation)} readers saw ${showValue(seen.value)} in ${seen.partition}, but nobody saw ${showValue(missing.value)} in ${missing.partition}.`,
    operations: indicesOf(operation, poll.operation),
  }));
}

function findPrecommitted({ operation, sends, polls }: LogOperation, findings: Findings): void {
  const own = new Set(sends.map(({ partition, value }) => nameOf(partition, value)));
  for (const { partition, records } of polls) {
    const early = records.find(([, value]) => own.has(nameOf(partition, value)));
    if (early === undefined) continue;
    findings.add('precommitted-read', () => ({
      message: `${describeInvocation(operation)} polled ${showValue(early[1])} in ${partition}, which it sent itself and had not committed yet.`,
      operations: indicesOf(operation),
    }));
    return;
  }
}

function nameOf(partition: string, value: unknown): string {
  return JSON.stringify([partition, identityOf(value)]);
}
