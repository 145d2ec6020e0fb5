import type { Simulation } from '../../simulation/simulation.ts';

/** A way from one node to another, by names. */
export type Link = readonly [from: string, to: string];

/** All ways to and from some servers, each once. */
export function linksOf(simulation: Simulation, targets: readonly string[]): readonly Link[] {
  const names = simulation.nodes.map(({ name }) => name);
  return names.flatMap((from) =>
    names.flatMap((to): Link[] =>
      from !== to && (targets.includes(from) || targets.includes(to)) ? [[from, to]] : [],
    ),
  );
}

/** Names of the clients at home on some servers. */
export function clientsOf(simulation: Simulation, servers: readonly string[]): readonly string[] {
  return simulation.nodes
    .filter(({ role, place }) => role === 'client' && place.home !== undefined && servers.includes(place.home))
    .map(({ name }) => name);
}
