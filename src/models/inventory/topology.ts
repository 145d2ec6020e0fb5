import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { Random } from '../../workloads/random.ts';

const ZONES = 3;
const CLIENTS = 6;

/** Three zones with a stock server and a shop server each, in one region or in three. */
export function drawTopology(random: Random): Topology {
  return makeTopology(random.percent(25), CLIENTS);
}

function makeTopology(isSpread: boolean, clientCount: number): Topology {
  const placeIn = (nth: number): Omit<PlannedServer, 'name' | 'votes'> => ({
    rack: `zone-${nth + 1}-rack`,
    zone: `zone-${nth + 1}`,
    region: isSpread ? `region-${nth + 1}` : 'region-1',
  });
  const row = (name: string, votes: boolean): PlannedServer[] =>
    Array.from({ length: ZONES }, (_, nth) => ({ name: `${name}-${nth + 1}`, votes, ...placeIn(nth) }));
  const clients = Array.from({ length: clientCount }, (_, nth): PlannedClient => {
    const zone = nth % ZONES;
    return { name: `c${nth + 1}`, home: `shop-${zone + 1}`, ...placeIn(zone) };
  });
  return { servers: [...row('stock', true), ...row('shop', false)], clients };
}
