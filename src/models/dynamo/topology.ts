import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import type { Random } from '../../workloads/random.ts';

const ZONES = [
  { zone: 'east-1', region: 'east' },
  { zone: 'east-2', region: 'east' },
  { zone: 'west-1', region: 'west' },
] as const;

const SERVERS = 6;
const CLIENTS = 5;

/** Six servers, two to a zone in racks of their own, and five clients beside different ones. */
export function drawTopology(random: Random): Topology {
  const servers = Array.from({ length: SERVERS }, (_, nth): PlannedServer => {
    const { zone, region } = ZONES[nth % ZONES.length] ?? ZONES[0];
    return { name: `n${nth + 1}`, rack: `${zone}-${nth < ZONES.length ? 'a' : 'b'}`, zone, region, votes: true };
  });
  const homes = random.shuffle(servers).slice(0, CLIENTS);
  const clients = homes.map(({ name: home, rack, zone, region }, nth): PlannedClient => {
    return { name: `c${nth + 1}`, home, rack, zone, region };
  });
  return { servers, clients };
}
