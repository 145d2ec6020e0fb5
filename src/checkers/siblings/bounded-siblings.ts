import type { History } from '../../history/history.ts';
import { readPuts, readSiblings, type SiblingsRead } from '../carts/register-puts.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts';

/**
 * Siblings are the values that nobody has brought together yet, each once: a read never returns a value twice, nor more
 * siblings than writes that had begun. What a clock calls concurrent with itself grows beyond that. O(values).
 */
export function checkBoundedSiblings(history: History): Verdict {
  const puts = readPuts(history);
  const reads = readSiblings(history.of('get'));
  const anomalies: Anomaly[] = [];
  let contested = 0;
  let withSiblings = 0;
  let most = 0;
  for (const read of reads) {
    const end = read.operation.completion?.index ?? Infinity;
    const begun = (puts.get(read.key) ?? []).filter(({ operation }) => operation.invoke.index < end).length;
    if (begun > 1) contested++;
    if (read.siblings.length > 1) withSiblings++;
    most = Math.max(most, read.siblings.length);
    const twice = read.siblings.find((value, at) => read.siblings.indexOf(value) !== at);
    if (twice !== undefined || read.siblings.length > begun) anomalies.push(describeExplosion(read, twice, begun));
  }
  const exercised = {
    reads: reads.length,
    readsAfterSeveralWrites: contested,
    readsWithSiblings: withSiblings,
    mostSiblings: most,
  };
  if (contested === 0 && anomalies.length === 0)
    return { verdict: 'vacuous', exercised, reason: 'no register was read after two writes' };
  return verdictOf(anomalies, exercised);
}

function describeExplosion({ operation, siblings }: SiblingsRead, twice: string | undefined, begun: number): Anomaly {
  const what = twice === undefined ? `of only ${begun} writes begun` : `among them ${twice} more than once`;
  return {
    kind: 'sibling-explosion',
    message: `${describeInvocation(operation)} returned ${siblings.length} siblings, ${what} (operation ${operation.completion?.index}).`,
    operations: indicesOf(operation),
  };
}
