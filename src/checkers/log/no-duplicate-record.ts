import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { type PartitionHistory, readPartitions } from './log-history.ts';

/** No record stands at two offsets of a partition (Jepsen: duplicate). Values are unique. O(records). */
export function checkNoDuplicateRecord(history: History): Verdict {
  const findings = new Findings();
  let records = 0;
  for (const [name, partition] of readPartitions(history)) {
    records += partition.offsetsOf.size;
    for (const [value, offsets] of partition.offsetsOf)
      if (offsets.size > 1) findings.add('duplicate', () => describe(name, partition, value, [...offsets]));
  }
  const exercised = { records };
  if (records === 0) return { verdict: 'vacuous', exercised, reason: 'no record was sent with success or polled' };
  return verdictOf(findings.of('duplicate'), exercised);
}

function describe(
  name: string,
  { sent, polled }: PartitionHistory,
  value: unknown,
  offsets: readonly number[],
): { readonly message: string; readonly operations: readonly number[] } {
  const all = [...sent, ...polled].filter((record) => record.identity === value);
  const send = sent.find((record) => record.identity === value);
  const shown = offsets.map((offset) => all.find((record) => record.offset === offset)?.operation);
  const places = [...offsets].sort((a, b) => a - b).join(' and ');
  const source = send === undefined ? '' : `, sent once by ${describeInvocation(send.operation)},`;
  const involved = [send?.operation, ...shown].filter((operation) => operation !== undefined);
  return {
    message: `${showValue(all[0]?.value)}${source} stands at offsets ${places} of ${name}.`,
    operations: [...new Set(involved)].flatMap((operation) => indicesOf(operation)),
  };
}
