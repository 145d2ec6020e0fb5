import type { Simulation } from '../../simulation/simulation.ts';
import { ClientProgram } from '../../workloads/client-program.ts';
import { positiveSettings } from '../parts/positive-settings.ts';
import type { Settings, System, SystemPlan } from '../system.ts';
import { ChatServer } from './chat/chat-server.ts';
import { CLAIM } from './claim.ts';
import { IMPATIENT_TIMEOUTS_MICROS, SEND_TIMEOUT_MICROS } from './config.ts';
import { Device } from './device/device.ts';
import { Phone } from './device/phone.ts';
import { Directory } from './directory.ts';
import { PHASES } from './phases.ts';
import { PushGateway } from './push/push-gateway.ts';
import { ShardServer } from './shard/shard-server.ts';
import { makeTopology, PUSH_GATEWAY } from './topology.ts';
import { mechanismsOf, WHATSAPP_VARIANTS } from './variants.ts';
import { drawWhatsappOperations } from './workload.ts';

/** A plan that says nothing of impatience has none. */
const PATIENT: Settings = { impatientTimeoutMicros: SEND_TIMEOUT_MICROS };

/** Clock faults hit the servers that hold or grant leases. */
const CLOCK_FAULTS: readonly string[] = ['clock-offset', 'clock-drift', 'clock-jump', 'clock-rates', 'leap-second'];

/** Messages between phones: sessions, shards of users with a synchronous backup, store and forward between regions. */
export const WHATSAPP: System = {
  name: 'whatsapp',
  title: 'message delivery: sessions, sharded mailboxes with a synchronous backup, receipts, store and forward',
  claim: CLAIM,
  variants: WHATSAPP_VARIANTS,
  phases: PHASES,
  faultTargets(kind, { servers }) {
    if (kind === 'slow-dependency') return [PUSH_GATEWAY];
    const isOfShards = CLOCK_FAULTS.includes(kind) || kind === 'disk-loss';
    return servers.filter(({ votes }) => votes || !isOfShards).map(({ name }) => name);
  },
  drawTopology: () => makeTopology(),
  drawSettings: (random) => ({
    sessionsAtOnce: random.pick([2, 3, 50]),
    connectionsPerSecond: random.pick([2, 1_000]),
    impatientTimeoutMicros: random.pick(IMPATIENT_TIMEOUTS_MICROS),
  }),
  drawOperations: (random, topology, _settings, count) => drawWhatsappOperations(random, topology, count),
  build: buildWhatsapp,
};

function buildWhatsapp(simulation: Simulation, { topology, variant, settings, operations }: SystemPlan): void {
  const mechanisms = mechanismsOf(variant);
  const directory = new Directory(topology);
  const limits = positiveSettings(['sessionsAtOnce', 'connectionsPerSecond'], settings);
  const { impatientTimeoutMicros } = positiveSettings(['impatientTimeoutMicros'], { ...PATIENT, ...settings });
  for (const server of topology.servers) {
    const { name, quorum } = server;
    simulation.addNode(name, server, 'server', (host) => {
      if (quorum !== undefined) return new ShardServer(host, quorum, directory, mechanisms);
      return name === PUSH_GATEWAY ? new PushGateway(host) : new ChatServer(host, directory, limits, mechanisms);
    });
  }
  topology.clients.forEach((client, process) => {
    const { home, region } = client;
    const servers = [home, ...directory.chatServersIn(region).filter((name) => name !== home)];
    simulation.addNode(client.name, client, 'client', (host) => {
      const device = new Device(host, servers, mechanisms, impatientTimeoutMicros);
      const step = topology.clients.length;
      return new Phone(device, new ClientProgram(host, device, simulation.recorder, operations, PHASES, process, step));
    });
  });
}
