import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readPartitions } from './log-history.ts';
import type { RecordHistory, Sent, Told } from './partition-history.ts';

/**
 * Nothing is made up: each polled record was sent to that partition by an operation that began before the poll ended
 * (else: phantom-record), and that didn't fail (else: G1a, as in Jepsen). O(records).
 */
export function checkNoPhantomRecord(history: History): Verdict {
  const findings = new Findings();
  let polled = 0;
  for (const [name, partition] of readPartitions(history)) {
    polled += partition.polled;
    for (const record of partition.records) {
      const { value, firstPoll } = record;
      if (firstPoll === undefined) continue;
      const sender = senderOf(record, firstPoll);
      if (sender !== undefined && sender.operation.outcome !== 'fail') continue;
      const { operation, offset } = firstPoll;
      const found = `${describeInvocation(operation)} found ${showValue(value)} at offset ${offset} of ${name}`;
      if (sender === undefined)
        findings.add('phantom-record', () => ({
          message: `${found}, which nobody had asked to send.`,
          operations: indicesOf(operation),
        }));
      else
        findings.add('G1a', () => ({
          message: `${found}, although ${describeInvocation(sender.operation)} had failed and so never sent it.`,
          operations: indicesOf(sender.operation, operation),
        }));
    }
  }
  if (polled === 0) return { verdict: 'vacuous', exercised: { polled }, reason: 'no poll found a record' };
  return verdictOf([...findings.of('phantom-record'), ...findings.of('G1a')], { polled });
}

/** Who sent a record, of those that began before the poll ended: the first attempt that didn't fail explains it best. */
function senderOf({ sends }: RecordHistory, { operation: { completion } }: Told): Sent | undefined {
  const before = sends.filter(({ operation }) => operation.invoke.index < (completion?.index ?? Infinity));
  return before.find(({ operation }) => operation.outcome !== 'fail') ?? before[0];
}
