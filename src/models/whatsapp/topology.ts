import { hashText } from '../../simulation/hash.ts';
import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import { HashRing } from '../parts/ring/hash-ring.ts';

/** Shards of each region, and its zones. */
const REGIONS = [
  { region: 'region-1', zones: ['zone-a', 'zone-b', 'zone-c'], shards: ['shard-1', 'shard-2'] },
  { region: 'region-2', zones: ['zone-d', 'zone-e', 'zone-f'], shards: ['shard-3'] },
] as const;
const CHAT_SERVERS = 2;
const DEVICES = 8;
const VIRTUAL_NODES = 150;

export const PUSH_GATEWAY = 'push';

/**
 * Two regions of three zones. Each shard has a server in each zone of its region; each region has two chat servers, and
 * half of the devices. Users live in the region of their number, there on a shard by hash. The push gateway is elsewhere.
 */
export function makeTopology(devices: number = DEVICES): Topology {
  const shardServers: PlannedServer[] = [];
  const chatServers: PlannedServer[] = [];
  for (const { region, zones, shards } of REGIONS) {
    const inZone = (name: string, nth: number): PlannedServer => {
      const zone = zones[nth] ?? zones[0];
      return { name, votes: false, rack: `${zone}-rack`, zone, region };
    };
    for (const shard of shards)
      for (const [nth, at] of ['a', 'b', 'c'].entries())
        shardServers.push({ ...inZone(`${shard}${at}`, nth), votes: true, quorum: shard });
    for (let nth = 0; nth < CHAT_SERVERS; nth++) chatServers.push(inZone(`chat-${chatServers.length + 1}`, nth));
  }
  const push: PlannedServer = { name: PUSH_GATEWAY, votes: false, rack: 'push', zone: 'push', region: 'push' };
  const rings = REGIONS.map(({ shards }) => ringOf(shards));
  const clients = Array.from({ length: devices }, (_, nth): PlannedClient => {
    const name = `c${nth + 1}`;
    const region = nth % REGIONS.length;
    const server = chatServers[region * CHAT_SERVERS + ((nth >> 1) % CHAT_SERVERS)];
    const [quorum = ''] = rings[region]?.preferenceList(name, 1) ?? [];
    if (server === undefined) throw new RangeError('every region has chat servers');
    return { name, home: server.name, rack: server.rack, zone: server.zone, region: server.region, quorum };
  });
  return { servers: [...shardServers, ...chatServers, push], clients };
}

function ringOf(shards: readonly string[]): HashRing {
  const members = shards.map((name) => ({ name, place: name }));
  return new HashRing(members, VIRTUAL_NODES, hashText);
}
