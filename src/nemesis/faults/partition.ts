import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { PartitionFault } from '../fault.ts';
import { primariesOf, serversOf } from '../targets.ts';

/** Cuts the links of a partition, and those of the clients at home on each server. */
export function beginPartition(simulation: Simulation, fault: PartitionFault): Effect {
  const deaf = resolveDeaf(simulation, fault);
  const cuts = Object.entries(deaf).flatMap(([to, unheard]) => {
    const receivers = withClients(simulation, to);
    const senders = unheard.flatMap((from) => withClients(simulation, from));
    return receivers.flatMap((receiver) => senders.map((sender) => [sender, receiver] as const));
  });
  for (const [from, to] of cuts) simulation.kernel.network.cut(from, to);
  return {
    resolved: { shape: fault.shape, deaf },
    heal: () => {
      for (const [from, to] of cuts) simulation.kernel.network.mend(from, to);
    },
  };
}

function resolveDeaf(simulation: Simulation, { shape, deaf }: PartitionFault): PartitionFault['deaf'] {
  if (shape === 'primaries') return isolate(simulation, primariesOf(simulation));
  return shape === 'swizzle' ? aimAtPrimary(simulation, deaf) : deaf;
}

/** The first server that leads changes places with the one whose links were drawn; nobody does while nobody leads. */
function aimAtPrimary(simulation: Simulation, deaf: PartitionFault['deaf']): PartitionFault['deaf'] {
  const [victim = ''] = Object.keys(deaf);
  const primary = simulation.nodes.find((node) => node.program?.isPrimary?.() === true)?.name ?? victim;
  const inPlaceOf = (name: string): string => (name === victim ? primary : name === primary ? victim : name);
  return Object.fromEntries(Object.entries(deaf).map(([to, unheard]) => [inPlaceOf(to), unheard.map(inPlaceOf)]));
}

function isolate(simulation: Simulation, names: readonly string[]): Record<string, readonly string[]> {
  const servers = serversOf(simulation);
  const deaf: Record<string, readonly string[]> = {};
  for (const server of servers)
    deaf[server] = servers.filter((other) => other !== server && (names.includes(server) || names.includes(other)));
  return deaf;
}

function withClients(simulation: Simulation, server: string): readonly string[] {
  const clients = simulation.nodes.filter((node) => node.role === 'client' && node.place.home === server);
  return [server, ...clients.map((client) => client.name)];
}
