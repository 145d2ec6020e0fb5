import type { Findings } from '../findings.ts';
import { indexOf, introduce, name } from './describe.ts';
import type { TimestampedOperation } from './timestamped.ts';

/** By operation the highest timestamp that was in the world when it was invoked, and whose it was. */
export interface Floor {
  readonly timestamp: number;
  /** The completed operation that committed or saw it. */
  readonly by: TimestampedOperation | undefined;
}

const NO_FLOOR: Floor = { timestamp: -Infinity, by: undefined };

/**
 * For every operation the highest timestamp among those that completed before it was invoked. A read-write operation counts with its
 * commit timestamp; a read with the newest commit that it saw, since that commit was visible before the read completed. One sweep.
 */
export function floors(operations: readonly TimestampedOperation[], newestSeen?: Float64Array): Floor[] {
  const completions = operations
    .map((_, i) => i)
    .filter((i) => operations[i]!.outcome === 'ok')
    .sort((a, b) => operations[a]!.completedAt - operations[b]!.completedAt);
  let floor = NO_FLOOR;
  let next = 0;
  return operations.map(({ invokedAt }) => {
    for (; next < completions.length; next++) {
      const i = completions[next]!;
      const by = operations[i]!;
      if (by.completedAt > invokedAt) break;
      const timestamp = by.kind === 'read-write' ? by.timestamp : (newestSeen?.[i] ?? -Infinity);
      if (timestamp > floor.timestamp) floor = { timestamp, by };
    }
    return floor;
  });
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
  floors(operations, newestSeen).forEach(({ timestamp, by }, i) => {
    const operation = operations[i]!;
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
