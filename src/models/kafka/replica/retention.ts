import type { BrokerContext } from '../broker-context.ts';
import { ORDERS } from '../partitions.ts';
import type { Replica } from './replica.ts';

/** Records are removed a segment at a time. */
const SEGMENT_RECORDS = 4;

/**
 * Removes, as leader, the oldest segments of a partition of orders that are committed and decided, and of which enough would
 * be left (log.retention.bytes). Followers remove what their leader has. Tells checkers first: they must know what may be gone.
 */
export function retain({ host, config }: BrokerContext, replica: Replica): void {
  const { partition, log, leadership, lastStableOffset } = replica;
  if (leadership === undefined || !ORDERS.includes(partition)) return;
  const removable = lastStableOffset - config.retainedRecords;
  const start = removable - (removable % SEGMENT_RECORDS);
  if (start <= log.start.offset) return;
  host.reachable('kafka: retention removes records');
  host.observe('log-start', { partition, start, retained: config.retainedRecords });
  replica.removeBefore(start);
}
