import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readPartitions, type Sent } from './log-history.ts';

/**
 * Nothing is made up: each polled record was sent to that partition by an operation that began before the poll ended
 * (else: phantom-record), and that didn't fail (else: G1a, as in Jepsen). O(records).
 */
export function checkNoPhantomRecord(history: History): Verdict {
  const findings = new Findings();
  let polled = 0;
  for (const [name, partition] of readPartitions(history)) {
    const senders = new Map<unknown, Sent>();
    for (const sent of partition.sent) keepBetter(senders, sent);
    const reported = new Set<unknown>();
    for (const { value, identity, offset, operation } of partition.polled) {
      polled++;
      const sender = senders.get(identity);
      if (reported.has(identity)) continue;
      const isSent = sender !== undefined && sender.operation.invoke.index < (operation.completion?.index ?? Infinity);
      if (isSent && sender.operation.outcome !== 'fail') continue;
      reported.add(identity);
      const found = `${describeInvocation(operation)} found ${showValue(value)} at offset ${offset} of ${name}`;
      if (isSent)
        findings.add('G1a', () => ({
          message: `${found}, although ${describeInvocation(sender.operation)} had failed and so never sent it.`,
          operations: indicesOf(sender.operation, operation),
        }));
      else
        findings.add('phantom-record', () => ({
          message: `${found}, which nobody had asked to send.`,
          operations: indicesOf(operation),
        }));
    }
  }
  if (polled === 0) return { verdict: 'vacuous', exercised: { polled }, reason: 'no poll found a record' };
  return verdictOf([...findings.of('phantom-record'), ...findings.of('G1a')], { polled });
}

/** Where a value was sent several times, the first attempt that didn't fail explains it best. */
function keepBetter(senders: Map<unknown, Sent>, sent: Sent): void {
  const known = senders.get(sent.identity);
  if (known === undefined || (known.operation.outcome === 'fail' && sent.operation.outcome !== 'fail'))
    senders.set(sent.identity, sent);
}
