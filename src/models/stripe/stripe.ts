import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { PlannedServer } from '../../simulation/topology.ts';
import { ClientProgram } from '../../workloads/client-program.ts';
import { positiveSettings } from '../parts/positive-settings.ts';
import type { Settings, System, SystemPlan } from '../system.ts';
import type { AdmissionLimits } from './admission.ts';
import { ApiServer } from './api-server.ts';
import { CardNetwork } from './card-network.ts';
import { CLAIM } from './claim.ts';
import { MerchantClient } from './client.ts';
import { IMPATIENT_TIMEOUTS_MICROS, SDK_TIMEOUT_MICROS } from './config.ts';
import { DatabaseServer } from './database-server.ts';
import { EventForwarder } from './event-forwarder.ts';
import type { Mechanisms } from './mechanisms.ts';
import { MerchantEndpoint } from './merchant.ts';
import { PHASES } from './phases.ts';
import { Sdk } from './sdk.ts';
import { BROKER, CARD_NETWORK, drawTopology, MERCHANT, WEBHOOKS } from './topology.ts';
import { mechanismsOf, STRIPE_VARIANTS } from './variants.ts';
import { drawStripeOperations } from './workload.ts';

/** A plan that says nothing of impatience has none. */
const PATIENT: Settings = { impatientTimeoutMicros: SDK_TIMEOUT_MICROS };

/** Clock faults hit the servers that hold or grant leases. */
const CLOCK_FAULTS: readonly string[] = ['clock-offset', 'clock-drift', 'clock-jump', 'clock-rates', 'leap-second'];

/** Stripe's charges: idempotency keys over a replicated ledger, and a card network that moves the money. */
export const STRIPE: System = {
  name: 'stripe',
  title: 'charging exactly once: idempotency keys, a fenced leader with one standby, outbox and webhooks',
  claim: CLAIM,
  variants: STRIPE_VARIANTS,
  phases: PHASES,
  faultTargets(kind, { servers }) {
    if (kind === 'slow-dependency') return [CARD_NETWORK, BROKER, WEBHOOKS];
    const isOfDatabase = CLOCK_FAULTS.includes(kind) || kind === 'disk-loss';
    return servers.filter(({ votes }) => votes || !isOfDatabase).map(({ name }) => name);
  },
  drawTopology,
  drawSettings: (random) => ({
    requestsPerSecond: random.pick([6, 15, 2_000]),
    burst: 4,
    concurrentRequests: random.pick([4, 64]),
    impatientTimeoutMicros: random.pick(IMPATIENT_TIMEOUTS_MICROS),
  }),
  drawOperations: (random, topology, _settings, count) => drawStripeOperations(random, topology, count),
  build: buildStripe,
};

function buildStripe(simulation: Simulation, { topology, variant, settings, operations }: SystemPlan): void {
  const mechanisms = mechanismsOf(variant);
  const limits = positiveSettings(['requestsPerSecond', 'burst', 'concurrentRequests'], settings);
  const { impatientTimeoutMicros } = positiveSettings(['impatientTimeoutMicros'], { ...PATIENT, ...settings });
  const databases = topology.servers.filter(({ votes }) => votes).map(({ name }) => name);
  const api = topology.servers.map(({ name }) => name).filter((name) => name.startsWith('api-'));
  for (const server of topology.servers) {
    const factory = (host: Host): Program => programOf(host, server, databases, limits, mechanisms);
    simulation.addNode(server.name, server, 'server', factory);
  }
  topology.clients.forEach((client, process) => {
    const { home } = client;
    const servers = [home, ...api.filter((name) => name !== home)];
    simulation.addNode(client.name, client, 'client', (host) => {
      const performer = new MerchantClient(host, new Sdk(host, servers), mechanisms, impatientTimeoutMicros);
      const step = topology.clients.length;
      return new ClientProgram(host, performer, simulation.recorder, operations, PHASES, process, step);
    });
  });
}

function programOf(
  host: Host,
  { name, votes }: PlannedServer,
  databases: readonly string[],
  limits: AdmissionLimits,
  mechanisms: Mechanisms,
): Program {
  if (votes) return new DatabaseServer(host, databases, BROKER, mechanisms);
  switch (name) {
    case CARD_NETWORK:
      return new CardNetwork(host);
    case BROKER:
      return new EventForwarder(host, WEBHOOKS, false);
    case WEBHOOKS:
      return new EventForwarder(host, MERCHANT, mechanisms.isConsumerDeduplicating);
    case MERCHANT:
      return new MerchantEndpoint(host, mechanisms.isConsumerDeduplicating);
    default: {
      const parties = { network: CARD_NETWORK, broker: BROKER };
      return new ApiServer(host, { databases, parties, limits, mechanisms });
    }
  }
}
