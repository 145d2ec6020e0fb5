import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';

/** Shards of each region, and its zones. */
const REGIONS = [
  { region: 'region-1', zones: ['zone-a', 'zone-b', 'zone-c'], shards: ['shard-1', 'shard-2'] },
  { region: 'region-2', zones: ['zone-d', 'zone-e', 'zone-f'], shards: ['shard-3'] },
] as const;
const CHAT_SERVERS = 2;
const DEVICES = 8;

/** The shard in the name of one of its servers. */
export const SHARD_NAME: RegExp = /^shard-\d+/;

/**
 * Two regions of three zones. Each shard has a server in each zone of its region; each region has two chat servers, and
 * half of the devices.
 */
export function makeTopology(devices: number = DEVICES): Topology {
  const servers: PlannedServer[] = [];
  const chats: PlannedServer[] = [];
  for (const { region, zones, shards } of REGIONS) {
    const inZone = (name: string, nth: number, votes: boolean): PlannedServer => {
      const zone = zones[nth] ?? zones[0];
      return { name, votes, rack: `${zone}-rack`, zone, region };
    };
    for (const shard of shards) servers.push(...['a', 'b', 'c'].map((at, nth) => inZone(`${shard}${at}`, nth, true)));
    for (let nth = 0; nth < CHAT_SERVERS; nth++) chats.push(inZone(`chat-${chats.length + 1}`, nth, false));
  }
  const clients = Array.from({ length: devices }, (_, nth): PlannedClient => {
    const {
      name: home,
      rack,
      zone,
      region,
    } = chats[(nth % 2) * CHAT_SERVERS + ((nth >> 1) % CHAT_SERVERS)] as PlannedServer;
    return { name: `c${nth + 1}`, home, rack, zone, region };
  });
  return { servers: [...servers, ...chats], clients };
}
