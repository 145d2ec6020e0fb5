import { ClientProgram } from '../../workloads/client-program.ts';
import type { System } from '../system.ts';
import { CLAIM } from './claim.ts';
import { SynodClient } from './client.ts';
import { PHASES } from './phases.ts';
import { SynodServer } from './server.ts';
import { mechanismsOf, SYNOD_VARIANTS } from './variants.ts';
import { drawOperations, drawTopology, smallWorkloads } from './workload.ts';

/** Single-decree Paxos on the acceptors that Spanner's log has: small enough for every schedule to be run. */
export const SYNOD: System = {
  name: 'synod',
  title: 'decrees of Paxos, each a register that is written once',
  claim: CLAIM,
  variants: SYNOD_VARIANTS,
  phases: PHASES,
  drawTopology,
  drawSettings: () => ({}),
  drawOperations: (random, topology, _settings, count) => drawOperations(random, topology, count),
  smallWorkloads,
  build(simulation, { topology, variant, operations }) {
    const servers = topology.servers.map(({ name }) => name);
    const mechanisms = mechanismsOf(variant);
    for (const { name, ...place } of topology.servers)
      simulation.addNode(name, place, 'server', (host) => new SynodServer(host, servers, mechanisms));
    topology.clients.forEach(({ name, ...place }, nth) => {
      const { recorder } = simulation;
      simulation.addNode(name, place, 'client', (host) => {
        const client = new SynodClient(host, place.home);
        return new ClientProgram(host, client, recorder, operations, PHASES, nth, topology.clients.length);
      });
    });
  },
};
