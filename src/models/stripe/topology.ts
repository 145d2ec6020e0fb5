import type { Random } from '../../workloads/random.ts';
import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';

const ZONES = ['zone-a', 'zone-b', 'zone-c'] as const;
const HERE = 'region-1';
const CLIENTS = 9;

export const CARD_NETWORK = 'card-network';
export const BROKER = 'broker';
export const WEBHOOKS = 'webhooks';
export const MERCHANT = 'merchant';

/**
 * Three zones with a server of the database and an API server each. The card network and the merchants have zones of their
 * own, in half of the runs in other regions.
 */
export function drawTopology(random: Random): Topology {
  return makeTopology(random.percent(50));
}

export function makeTopology(isNetworkFar: boolean): Topology {
  const inZone = (name: string, zone: string, votes: boolean): PlannedServer => {
    return { name, votes, rack: `${zone}-rack`, zone, region: HERE };
  };
  const away = (name: string): PlannedServer => {
    return { name, votes: false, rack: name, zone: name, region: isNetworkFar ? name : HERE };
  };
  const clients = Array.from({ length: CLIENTS }, (_, nth): PlannedClient => {
    const number = nth % ZONES.length;
    const zone = ZONES[number] ?? ZONES[0];
    return { name: `c${nth + 1}`, home: `api-${number + 1}`, rack: `${zone}-rack`, zone, region: HERE };
  });
  return {
    servers: [
      ...ZONES.map((zone, nth) => inZone(`db-${nth + 1}`, zone, true)),
      ...ZONES.map((zone, nth) => inZone(`api-${nth + 1}`, zone, false)),
      inZone(BROKER, ZONES[1], false),
      inZone(WEBHOOKS, ZONES[2], false),
      away(CARD_NETWORK),
      away(MERCHANT),
    ],
    clients,
  };
}
