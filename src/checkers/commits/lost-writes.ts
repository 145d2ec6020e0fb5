import { canonicalText } from '../../history/canonical.ts';
import type { History, Invocation } from '../../history/history.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { describeInvocation, indicesOf } from '../describe.ts';
import { groupBy } from '../../group-by.ts';
import { pairOf, resultOf } from '../values.ts';
import type { Anomaly } from '../verdict.ts';
import type { CommitSearch } from './lost-appends.ts';

interface Write {
  readonly key: string;
  readonly value: string;
  readonly operation: Invocation;
}

const NOTHING = canonicalText(null);

/**
 * Looks, in the last read of each register, for a value that is surely older than an acknowledged write: the initial one,
 * or one whose write was over before the acknowledged one began. Values are unique.
 */
export function findLostWrites(history: History): CommitSearch {
  const writes = groupBy(readWrites(history), ({ key }) => key);
  const reads = history.of('read').filter(({ outcome }) => outcome === 'ok');
  const last = new Map(reads.map((read) => [textsOf(resultOf(read))[0], read]));
  const anomalies: Anomaly[] = [];
  let commits = 0;
  for (const [key, read] of last) {
    const known = writes.get(key) ?? [];
    const settled = known.filter(({ operation }) => wasOverBefore(operation, read));
    if (settled.length === 0) continue;
    commits++;
    const [, value] = textsOf(resultOf(read));
    const source = known.find((write) => write.value === value);
    if (source === undefined && value !== NOTHING) continue;
    const lost = settled.find((write) => source === undefined || wasOverBefore(source.operation, write.operation));
    if (lost !== undefined) anomalies.push(describeLoss(lost, read, source));
  }
  return { commits, reads: reads.length, anomalies };
}

function readWrites(history: History): readonly Write[] {
  return history
    .of('write')
    .filter(({ outcome }) => outcome !== 'fail')
    .map((operation) => {
      const [key, value] = textsOf(operation.invoke);
      return { key, value, operation };
    });
}

function textsOf(operation: Operation): readonly [key: string, value: string] {
  const [key, held] = pairOf(operation);
  return [canonicalText(key), canonicalText(held)];
}

/** Whether an operation was acknowledged before another began. */
function wasOverBefore({ outcome, completion }: Invocation, { invoke }: Invocation): boolean {
  return outcome === 'ok' && completion !== undefined && completion.index < invoke.index;
}

function describeLoss({ operation }: Write, read: Invocation, source: Write | undefined): Anomaly {
  const found =
    source === undefined ? 'finds nothing' : `finds what ${describeInvocation(source.operation)} had written before it`;
  return {
    kind: 'lost-commit',
    message: `${describeInvocation(operation)} was acknowledged (operation ${operation.completion?.index}), but the last read of the key, ${describeInvocation(read)}, ${found}.`,
    operations: indicesOf(operation, ...(source === undefined ? [] : [source.operation]), read),
  };
}
