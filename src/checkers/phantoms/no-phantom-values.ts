import type { History, Invocation } from '../../history/history.ts';
import { describeInvocation, indicesOf, showValue } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';
import { valuesRead, WrittenValues } from './written-values.ts';

/**
 * Nothing is made up: each value that a read returns was asked for by an operation that began before the read ended, and
 * that did not fail. O(values).
 */
export function checkNoPhantomValues(history: History): Verdict {
  const written = new WrittenValues(history);
  const anomalies: Anomaly[] = [];
  let reads = 0;
  let values = 0;
  for (const read of history.invocations) {
    const found = valuesRead(read);
    if (found.length > 0) reads++;
    values += found.length;
    for (const [object, value] of found) {
      const writer = written.writerOf(object, value);
      const anomaly = judgeValue(read, object, value, writer);
      if (anomaly !== undefined) anomalies.push(anomaly);
    }
  }
  const exercised = { reads, values };
  if (values === 0) return { verdict: 'vacuous', exercised, reason: 'no read returned a value' };
  return verdictOf(anomalies, exercised);
}

function judgeValue(
  read: Invocation,
  object: string,
  value: unknown,
  writer: Invocation | undefined,
): Anomaly | undefined {
  if (writer === undefined || writer.invoke.index > (read.completion?.index ?? Infinity))
    return {
      kind: 'phantom-value',
      message: `${describeInvocation(read)} found ${showValue(value)} in ${object}, which nobody had asked to write.`,
      operations: indicesOf(read),
    };
  if (writer.outcome !== 'fail') return undefined;
  return {
    kind: 'failed-value',
    message: `${describeInvocation(read)} found ${showValue(value)} in ${object}, although ${describeInvocation(writer)} had failed and so never took effect.`,
    operations: indicesOf(writer, read),
  };
}
