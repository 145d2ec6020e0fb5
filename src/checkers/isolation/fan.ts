import type { EdgeList } from '../graph/edge-list.ts';
import { FAN, RW } from './dependencies.ts';

/** Up to this many pairs are written out one by one. */
const DIRECT_PAIRS = 64;

/**
 * Anti-dependencies from every reader to every writer but itself. Many of them go through two chains of helper nodes, over the
 * prefixes and the suffixes of the writers, so that edges stay linear in readers + writers.
 *
 * @returns the number of nodes with the helpers
 */
export function addFan(
  readers: readonly number[],
  writers: readonly number[],
  edges: EdgeList,
  firstNode: number,
): number {
  if (readers.length * writers.length <= DIRECT_PAIRS) {
    for (const reader of readers) for (const writer of writers) edges.add(reader, writer, RW);
    return firstNode;
  }
  const count = writers.length;
  const prefix = firstNode;
  const suffix = firstNode + count;
  const rank = new Map<number, number>();
  writers.forEach((writer, i) => {
    rank.set(writer, i);
    edges.add(prefix + i, writer, FAN);
    edges.add(suffix + i, writer, FAN);
    if (i > 0) edges.add(prefix + i, prefix + i - 1, FAN);
    if (i + 1 < count) edges.add(suffix + i, suffix + i + 1, FAN);
  });
  for (const reader of readers) {
    const own = rank.get(reader);
    if (own === undefined) edges.add(reader, suffix, RW);
    if (own !== undefined && own > 0) edges.add(reader, prefix + own - 1, RW);
    if (own !== undefined && own + 1 < count) edges.add(reader, suffix + own + 1, RW);
  }
  return firstNode + 2 * count;
}
