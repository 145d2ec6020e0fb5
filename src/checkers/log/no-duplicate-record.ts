import type { History } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { Findings } from '../findings.ts';
import { type Verdict, verdictOf } from '../verdict.ts';
import { readPartitions } from './log-history.ts';
import type { RecordHistory } from './partition-history.ts';

/** No record stands at two offsets of a partition (Jepsen: duplicate). Values are unique. O(records). */
export function checkNoDuplicateRecord(history: History): Verdict {
  const findings = new Findings();
  let records = 0;
  for (const [name, partition] of readPartitions(history)) {
    for (const record of partition.records) {
      if (record.told.length > 0) records++;
      if (record.told.length > 1) findings.add('duplicate', () => describe(name, record));
    }
  }
  const exercised = { records };
  if (records === 0) return { verdict: 'vacuous', exercised, reason: 'no record was sent with success or polled' };
  return verdictOf(findings.of('duplicate'), exercised);
}

function describe(
  partition: string,
  { value, sends: [send], told }: RecordHistory,
): { readonly message: string; readonly operations: readonly number[] } {
  const places = told.map(({ offset }) => offset).sort((a, b) => a - b);
  const source = send === undefined ? '' : `, sent once by ${describeInvocation(send.operation)},`;
  const involved = [send, ...told].flatMap((mention) => mention?.operation ?? []);
  return {
    message: `${showValue(value)}${source} stands at offsets ${places.join(' and ')} of ${partition}.`,
    operations: [...new Set(involved)].flatMap((operation) => indicesOf(operation)),
  };
}
