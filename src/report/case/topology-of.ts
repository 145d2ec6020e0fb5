import type { History } from '../../history/history.ts';
import type { Topology } from '../../simulation/topology.ts';

/** The machines of a run as its history states them; undefined for a history of another origin. */
export function topologyOf(history: History): Topology | undefined {
  const value = history.nemesis().find((op) => op.f === 'topology')?.value;
  return isTopology(value) ? value : undefined;
}

function isTopology(value: unknown): value is Topology {
  if (typeof value !== 'object' || value === null) return false;
  const { servers, clients } = value as Partial<Record<string, unknown>>;
  return isNamed(servers) && isNamed(clients);
}

function isNamed(items: unknown): boolean {
  return (
    Array.isArray(items) && items.every((item: unknown) => typeof item === 'object' && item !== null && 'name' in item)
  );
}
