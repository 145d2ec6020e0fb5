import type { Findings } from '../findings.ts';
import { indexOf, introduce, name } from './describe.ts';
import type { TimestampedOperation } from './timestamped.ts';

/** By operation the highest timestamp that was in the world when it was invoked, and the number of the operation whose it was, or -1. */
export interface Floors {
  readonly timestamp: Float64Array;
  readonly by: Int32Array;
}

/**
 * For every operation the highest timestamp among those that completed before it was invoked. A read-write operation counts with its
 * commit timestamp; a read with the newest commit that it saw, since that commit was visible before the read completed. One sweep.
 */
export function findFloors(operations: readonly TimestampedOperation[], newestSeen?: Float64Array): Floors {
  const timestamp = new Float64Array(operations.length);
  const by = new Int32Array(operations.length);
  const completions = operations
    .filter(({ outcome }) => outcome === 'ok')
    .sort((a, b) => a.completedAt - b.completedAt);
  let highest = -Infinity;
  let holder = -1;
  let next = 0;
  operations.forEach(({ invokedAt }, i) => {
    for (; next < completions.length; next++) {
      const { number, completedAt, kind, timestamp: own } = completions[next]!;
      if (completedAt > invokedAt) break;
      const brought = kind === 'read-write' ? own : (newestSeen?.[number] ?? -Infinity);
      if (brought <= highest) continue;
      highest = brought;
      holder = number;
    }
    timestamp[i] = highest;
    by[i] = holder;
  });
  return { timestamp, by };
}

/**
 * External consistency proper (Corbett et al., Spanner, OSDI 2012, section 4.1.2): what completed before an operation was invoked has a lower
 * timestamp; for a strong read not a higher one. Stale reads are exempt.
 */
export function checkRealtimeOrder(
  operations: readonly TimestampedOperation[],
  newestSeen: Float64Array,
  findings: Findings,
): void {
  const floors = findFloors(operations, newestSeen);
  operations.forEach((operation, i) => {
    const timestamp = floors.timestamp[i]!;
    const by = operations[floors.by[i]!];
    if (by === undefined || operation.outcome !== 'ok' || operation.kind === 'stale-read') return;
    const inOrder =
      operation.kind === 'read-write' ? timestamp < operation.timestamp : timestamp <= operation.timestamp;
    if (inOrder) return;
    const what = by.kind === 'read-write' ? `committed at ${timestamp} µs` : `had seen a commit at ${timestamp} µs`;
    findings.add('stale-order', () => ({
      message:
        `${introduce(operation)} was invoked (operation ${operation.invoke.index}) after ${introduce(by)} had completed (operation ` +
        `${indexOf(by)}), which ${what}: ${name(by)} came first in real time, yet ${operation.timestamp} is ` +
        `${operation.timestamp === timestamp ? 'not above' : 'below'} ${timestamp}`,
      operations: [indexOf(by), indexOf(operation)],
    }));
  });
}
