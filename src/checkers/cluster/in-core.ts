import type { History, Invocation } from '../../history/history.ts';
import { Cluster } from './cluster.ts';
import { isOfCore, readCore } from './core.ts';

/**
 * Whether what an operation wrote must have reached the core of a cluster of which only that healed: its client is at home
 * on it, and while the operation ran all of the core ran, and nothing was cut off. What was acknowledged elsewhere may be
 * held by servers that never came back. Always true where all faults ended, or nothing says who was cut off.
 */
export function reachesCore(history: History): (invocation: Invocation) => boolean {
  const core = readCore(history);
  const cluster = core === undefined ? undefined : Cluster.of(history);
  if (core === undefined || cluster === undefined) return () => true;
  const { servers } = cluster.topology;
  const isBeside = isOfCore(history);
  const isWhole = (live: Uint8Array): boolean => servers.every(({ name }, nth) => !core.has(name) || live[nth] === 1);
  return (invocation) =>
    isBeside(invocation) &&
    cluster.statesDuring(invocation).every(({ live, partitions }) => partitions === 0 && isWhole(live));
}
