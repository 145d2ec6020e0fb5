import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readPartitions } from './log-history.ts';

/** An offset names one record: no send and no poll ever finds another one there (Jepsen: inconsistent-offsets). O(records). */
export function checkOffsetAgreement(history: History): Verdict {
  const findings = new Findings();
  let offsets = 0;
  let seenAgain = 0;
  for (const [partition, { at, tellings }] of readPartitions(history)) {
    offsets += at.size;
    seenAgain += tellings;
    for (const [offset, [first, second, ...others]] of at) {
      seenAgain -= second === undefined ? 1 : 2 + others.length;
      if (first === undefined || second === undefined) continue;
      findings.add('inconsistent-offsets', () => ({
        message: `offset ${offset} of ${partition} is ${showValue(first.record.value)} in ${describeInvocation(first.operation)}, but ${showValue(second.record.value)} in ${describeInvocation(second.operation)}.`,
        operations: indicesOf(first.operation, second.operation),
      }));
    }
  }
  const exercised = { offsets, seenAgain };
  if (offsets === 0) return { verdict: 'vacuous', exercised, reason: 'no offset was told to anyone' };
  return verdictOf(findings.of('inconsistent-offsets'), exercised);
}
