import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type PartitionHistory, readPartitions } from './log-history.ts';

/** An offset names one record: no send and no poll ever finds another one there (Jepsen: inconsistent-offsets). O(records). */
export function checkOffsetAgreement(history: History): Verdict {
  const findings = new Findings();
  let offsets = 0;
  let confirmed = 0;
  for (const [partition, records] of readPartitions(history)) {
    offsets += records.valuesAt.size;
    confirmed += findReused(partition, records, findings);
  }
  const exercised = { offsets, seenAgain: confirmed };
  if (offsets === 0) return { verdict: 'vacuous', exercised, reason: 'no offset was told to anyone' };
  return verdictOf(findings.of('inconsistent-offsets'), exercised);
}

/** Reports offsets with several records, each once; returns how often an offset was seen again with the record known there. */
function findReused(partition: string, { sent, polled }: PartitionHistory, findings: Findings): number {
  const first = new Map<
    number,
    { readonly value: unknown; readonly identity: unknown; readonly operation: Invocation }
  >();
  const reported = new Set<number>();
  let confirmed = 0;
  for (const { offset, value, identity, operation } of [...sent, ...polled]) {
    if (operation.outcome !== 'ok' || offset === undefined) continue;
    const known = first.get(offset);
    if (known === undefined) first.set(offset, { value, identity, operation });
    else if (known.identity === identity) confirmed++;
    else if (!reported.has(offset)) {
      reported.add(offset);
      findings.add('inconsistent-offsets', () => ({
        message: `offset ${offset} of ${partition} is ${showValue(known.value)} in ${describeInvocation(known.operation)}, but ${showValue(value)} in ${describeInvocation(operation)}.`,
        operations: indicesOf(known.operation, operation),
      }));
    }
  }
  return confirmed;
}
