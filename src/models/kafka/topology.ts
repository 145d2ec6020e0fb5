import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { Random } from '../../workloads/random.ts';

const SERVERS = 3;
const CLIENTS = 9;

/** Three servers in zones of their own, each broker and controller at once, in one region or in three. */
export function drawTopology(random: Random): Topology {
  const isSpread = random.percent(25);
  const placeOf = (nth: number): Omit<PlannedServer, 'name' | 'votes'> => ({
    rack: `zone-${nth + 1}-rack`,
    zone: `zone-${nth + 1}`,
    region: isSpread ? `region-${nth + 1}` : 'region-1',
  });
  const servers = Array.from({ length: SERVERS }, (_, nth): PlannedServer => ({
    name: `n${nth + 1}`,
    votes: true,
    ...placeOf(nth),
  }));
  const clients = Array.from({ length: CLIENTS }, (_, nth): PlannedClient => ({
    name: `c${nth + 1}`,
    home: `n${(nth % SERVERS) + 1}`,
    ...placeOf(nth % SERVERS),
  }));
  return { servers, clients };
}
