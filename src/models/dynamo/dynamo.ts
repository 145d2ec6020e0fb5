import type { Simulation } from '../../simulation/simulation.ts';
import { ClientProgram } from '../../workloads/client-program.ts';
import type { System, SystemPlan } from '../system.ts';
import { CLAIM } from './claim.ts';
import { ShopClient } from './client.ts';
import { DEFAULT_CONFIG, readConfig } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Seed } from './membership.ts';
import { Operator, OPERATOR } from './operator.ts';
import { PHASES } from './phases.ts';
import { DynamoServer } from './server.ts';
import { Session } from './session.ts';
import { smallWorkloads } from './small-workloads.ts';
import { drawTopology } from './topology.ts';
import { DYNAMO_VARIANTS, mechanismsOf } from './variants.ts';
import { drawOperations } from './workload.ts';

/** Dynamo's key-value store with a shopping cart on top (DeCandia et al., SOSP 2007). */
export const DYNAMO: System = {
  name: 'dynamo',
  title: 'the always-writable shopping cart: consistent hashing, sloppy quorums, siblings, anti-entropy',
  claim: CLAIM,
  variants: DYNAMO_VARIANTS,
  phases: PHASES,
  /** All but so many servers that of each acknowledged write a copy is among the others. */
  drawCore: (random, { servers }) =>
    random
      .shuffle(servers)
      .slice(DEFAULT_CONFIG.writeQuorum - 1)
      .map(({ name }) => name),
  drawTopology,
  drawSettings: () => ({ ...DEFAULT_CONFIG }),
  drawOperations: (random, topology, _settings, count) => drawOperations(random, topology, count),
  smallWorkloads,
  build(simulation, plan) {
    const mechanisms = mechanismsOf(plan.variant);
    addServers(simulation, plan, mechanisms);
    addClients(simulation, plan, mechanisms);
    addOperator(simulation, plan);
  },
};

/** A server that is to join later begins outside the ring. */
function addServers(simulation: Simulation, plan: SystemPlan, mechanisms: Mechanisms): void {
  const { topology, operations, settings } = plan;
  const config = readConfig(settings);
  const isLate = (name: string): boolean => operations.some(({ f, value }) => f === 'join' && value === name);
  const seeds = topology.servers.map(({ name, zone }): Seed => ({
    name,
    place: zone,
    status: isLate(name) ? 'outside' : 'member',
  }));
  for (const { name, ...place } of topology.servers)
    simulation.addNode(name, place, 'server', (host) => new DynamoServer(host, config, mechanisms, seeds));
}

function addClients(simulation: Simulation, plan: SystemPlan, mechanisms: Mechanisms): void {
  const { servers, clients } = plan.topology;
  const config = readConfig(plan.settings);
  clients.forEach(({ name, ...place }, nth) => {
    const others = servers.filter((server) => server.name !== place.home).map((server) => server.name);
    const start = others.length === 0 ? 0 : nth % others.length;
    const coordinators = [place.home, ...others.slice(start), ...others.slice(0, start)];
    simulation.addNode(name, place, 'client', (host) => {
      const client = new ShopClient(host, new Session(host, config, coordinators), mechanisms);
      return new ClientProgram(host, client, simulation.recorder, plan.operations, PHASES, nth, clients.length);
    });
  });
}

/** The operator sits in a place of its own, and no partition cuts it off. */
function addOperator(simulation: Simulation, plan: SystemPlan): void {
  const orders = plan.operations.filter(({ client }) => client === OPERATOR);
  if (orders.length === 0) return;
  const place = { rack: 'office', zone: 'office', region: 'office' };
  simulation.addNode(OPERATOR, place, 'client', (host) => new Operator(host, orders));
}
