import type { Simulation } from '../simulation/simulation.ts';
import type { Targets } from './fault.ts';

/** Names of all servers. */
export function serversOf(simulation: Simulation): readonly string[] {
  return simulation.nodes.filter((node) => node.role === 'server').map((node) => node.name);
}

/** Servers that lead something now; the first server when none says so, so that the fault still happens. */
export function primariesOf(simulation: Simulation): readonly string[] {
  const servers = simulation.nodes.filter((node) => node.role === 'server');
  const primaries = servers.filter((node) => node.program?.isPrimary?.() === true);
  return (primaries.length > 0 ? primaries : servers.slice(0, 1)).map((node) => node.name);
}

export function resolveTargets(simulation: Simulation, targets: Targets): readonly string[] {
  return targets === 'primaries' ? primariesOf(simulation) : targets;
}
