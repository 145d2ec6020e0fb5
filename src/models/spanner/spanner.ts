import { CLOCK_START_MICROS } from '../../simulation/clock.ts';
import type { Host } from '../../simulation/host.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { PlannedClient, PlannedServer, Topology } from '../../simulation/topology.ts';
import { isDiskDamage } from '../../nemesis/within-contract.ts';
import { ClientProgram, type Phases } from '../../workloads/client-program.ts';
import type { Random } from '../../workloads/random.ts';
import { TimeMaster } from '../parts/true-time/time-master.ts';
import type { System, SystemPlan } from '../system.ts';
import { SPANNER_CLAIM } from './claim.ts';
import { SpannerClient } from './client.ts';
import type { Handover } from './commands.ts';
import { mechanismsOf, SPANNER_VARIANTS } from './variants.ts';
import { Spanserver } from './spanserver.ts';

import { drawSpannerOperations } from './workload.ts';

const HEAL_MICROS = 10_000_000;
const PHASES: Phases = {
  healMicros: HEAL_MICROS,
  quietMicros: HEAL_MICROS + 1_500_000,
  finalMicros: HEAL_MICROS + 1_500_000 + SPANNER_CLAIM.recoveryMicros,
  endMicros: HEAL_MICROS + 1_500_000 + SPANNER_CLAIM.recoveryMicros + 8_000_000,
};
const CLIENTS = 6;
const MASTERS = 3;
const NO_VERSIONS: Pick<Handover, 'versions' | 'floor'> = { versions: [], floor: 0 };
const GROUPS = [
  { name: 'g1', origin: { range: { low: '', high: 'm' }, ...NO_VERSIONS } },
  { name: 'g2', origin: { range: { low: 'm', high: '' }, ...NO_VERSIONS } },
];

/** Spanner: globally consistent transactions over Paxos groups and TrueTime. */
export const SPANNER: System = {
  name: 'spanner',
  title: 'globally consistent transactions over Paxos groups and TrueTime',
  claim: SPANNER_CLAIM,
  variants: SPANNER_VARIANTS,
  conditions: [
    {
      name: 'clock uncertainty',
      without: 'every server knows the true time exactly',
      settings: { exactTime: true },
    },
  ],
  phases: PHASES,
  faultTargets(kind, topology) {
    const isMaster = kind === 'clock-offset' || kind === 'leap-second' || kind === 'slow-dependency';
    const isServer = kind.startsWith('clock-') || isDiskDamage(kind);
    return topology.servers
      .filter(({ votes }) => (isMaster ? !votes : isServer ? votes : true))
      .map(({ name }) => name);
  },
  drawTopology,
  drawSettings: () => ({ skewedKeys: false }),
  drawOperations: drawSpannerOperations,
  build: buildSpanner,
};

/**
 * Three or five zones with a server each; time masters in the first zones. Mostly in one region, where a commit takes less
 * time than the clocks' uncertainty; else spread over three.
 */
function drawTopology(random: Random): Topology {
  const zones = random.pick([3, 3, 5]);
  const regions = random.percent(65) ? 1 : 3;
  const place = (zone: number): Omit<PlannedServer, 'name' | 'votes'> => ({
    rack: `zone-${zone}-rack`,
    zone: `zone-${zone}`,
    region: `region-${Math.floor((zone * regions) / zones) + 1}`,
  });
  const servers = Array.from({ length: zones }, (_, zone): PlannedServer => ({
    name: `n${zone + 1}`,
    votes: true,
    ...place(zone),
  }));
  const masters = Array.from({ length: MASTERS }, (_, zone): PlannedServer => ({
    name: `time-${zone + 1}`,
    votes: false,
    ...place(zone),
  }));
  const clients = Array.from({ length: CLIENTS }, (_, nth): PlannedClient => {
    const zone = nth % zones;
    return { name: `c${nth + 1}`, home: `n${zone + 1}`, ...place(zone) };
  });
  return { servers: [...servers, ...masters], clients: [...clients, { name: 'admin', home: 'n1', ...place(0) }] };
}

function buildSpanner(simulation: Simulation, { topology, variant, operations, settings }: SystemPlan): void {
  const mechanisms = mechanismsOf(variant);
  const members = topology.servers.filter(({ votes }) => votes).map(({ name }) => name);
  const masters = topology.servers.filter(({ votes }) => !votes).map(({ name }) => name);
  const exactTime = settings['exactTime'] === true ? () => CLOCK_START_MICROS + simulation.kernel.nowMicros : undefined;
  for (const server of topology.servers) {
    const factory = server.votes
      ? (host: Host) => new Spanserver(host, { members, masters, groups: GROUPS, mechanisms, exactTime })
      : (host: Host) => new TimeMaster(host);
    const node = simulation.addNode(server.name, server, 'server', factory);
    if (!server.votes) node.clock.leapSecond = mechanisms.leapSecond;
    else node.clock.shift(1_000_000 * (members.indexOf(server.name) + 1));
  }
  topology.clients.forEach((client, process) => {
    simulation.addNode(client.name, client, 'client', (host) => {
      const performer = new SpannerClient(host, members, client.home);
      return new ClientProgram(
        host,
        performer,
        simulation.recorder,
        operations,
        PHASES,
        process,
        topology.clients.length,
      );
    });
  });
}
