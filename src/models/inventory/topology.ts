import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { Random } from '../../workloads/random.ts';

const ZONES = 3;
const CLIENTS = 6;

/** Three zones with a stock server and a shop server each, in one region or in three. */
export function drawTopology(random: Random): Topology {
  const homes = Array.from({ length: CLIENTS }, (_, nth) => nth % ZONES);
  return makeTopology(ZONES, random.percent(25), homes);
}

/** So many zones with a stock server and a shop server each, and clients at home with the shop of their number, from 0. */
export function makeTopology(zones: number, isSpread: boolean, homes: readonly number[]): Topology {
  const placeIn = (nth: number): Omit<PlannedServer, 'name' | 'votes'> => ({
    rack: `zone-${nth + 1}-rack`,
    zone: `zone-${nth + 1}`,
    region: isSpread ? `region-${nth + 1}` : 'region-1',
  });
  const row = (name: string, votes: boolean): PlannedServer[] =>
    Array.from({ length: zones }, (_, nth) => ({ name: `${name}-${nth + 1}`, votes, ...placeIn(nth) }));
  const clients = homes.map((home, nth): PlannedClient => {
    return { name: `c${nth + 1}`, home: `shop-${home + 1}`, ...placeIn(home) };
  });
  return { servers: [...row('stock', true), ...row('shop', false)], clients };
}
