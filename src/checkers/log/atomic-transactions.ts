import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { identityOf } from '../identity.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readFinalPolls } from './final-polls.ts';
import { type LogOperation, readLogOperations } from './log-history.ts';
import { Retention } from './retention.ts';
import type { LogStep } from './steps.ts';

/**
 * Of what a transaction sent readers see all or nothing: when one record was polled, another must not be missing in
 * partitions that were read to their end after everything had recovered (torn-transaction), unless retention may have removed
 * it; and none polls what it sent itself (Jepsen: precommitted-read). O(records).
 */
export function checkAtomicTransactions(history: History): Verdict {
  const findings = new Findings();
  const operations = readLogOperations(history);
  const polled = new Map<string, Invocation>();
  for (const { operation, steps } of operations)
    for (const step of steps) if (step.f === 'poll') polled.set(nameOf(step), operation);
  const finalPolls = readFinalPolls(history);
  const retention = Retention.of(history);
  const isMissing = ({ completion }: Invocation, step: LogStep): boolean => {
    const wasRead = (finalPolls.get(step.partition) ?? -1) > (completion?.index ?? Infinity);
    // Where nobody was told the offset of a record, it must be there only when nothing was removed.
    return wasRead && !polled.has(nameOf(step)) && (step.offset ?? 0) >= retention.floorOf(step.partition);
  };
  let transactions = 0;
  let ofSeveral = 0;
  for (const entry of operations) {
    const { f } = entry.operation.invoke;
    const sends = entry.steps.filter((step) => step.f === 'send');
    if ((f !== 'txn' && f !== 'process') || sends.length === 0 || entry.operation.outcome === 'fail') continue;
    transactions++;
    if (sends.length > 1) ofSeveral++;
    findTorn(entry.operation, sends, isMissing, polled, findings);
    findPrecommitted(entry, findings);
  }
  const exercised = { transactions, ofSeveral };
  if (ofSeveral === 0) return { verdict: 'vacuous', exercised, reason: 'no transaction sent several records' };
  return verdictOf([...findings.of('torn-transaction'), ...findings.of('precommitted-read')], exercised);
}

function findTorn(
  operation: Invocation,
  sends: readonly LogStep[],
  isMissing: (operation: Invocation, step: LogStep) => boolean,
  polled: ReadonlyMap<string, Invocation>,
  findings: Findings,
): void {
  const seen = sends.find((step) => polled.has(nameOf(step)));
  const missing = sends.find((step) => isMissing(operation, step));
  if (seen === undefined || missing === undefined) return;
  const reader = polled.get(nameOf(seen));
  findings.add('torn-transaction', () => ({
    message: `of ${describeInvocation(operation)} readers saw ${showValue(seen.value)} in ${seen.partition}, but nobody saw ${showValue(missing.value)} in ${missing.partition}.`,
    operations: reader === undefined ? indicesOf(operation) : indicesOf(operation, reader),
  }));
}

function findPrecommitted({ operation, steps }: LogOperation, findings: Findings): void {
  const own = new Set(steps.filter(({ f }) => f === 'send').map(nameOf));
  const early = steps.find((step) => step.f === 'poll' && own.has(nameOf(step)));
  if (early === undefined) return;
  findings.add('precommitted-read', () => ({
    message: `${describeInvocation(operation)} polled ${showValue(early.value)} in ${early.partition}, which it sent itself and had not committed yet.`,
    operations: indicesOf(operation),
  }));
}

function nameOf({ partition, value }: LogStep): string {
  return JSON.stringify([partition, identityOf(value)]);
}
