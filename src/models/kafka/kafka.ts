import type { Simulation } from '../../simulation/simulation.ts';
import { ClientProgram } from '../../workloads/client-program.ts';
import type { System, SystemPlan } from '../system.ts';
import { Broker } from './broker.ts';
import { CLAIM } from './claim.ts';
import { KafkaClient } from './client/client.ts';
import type { MetadataImage } from './cluster/metadata.ts';
import type { PartitionState } from './cluster/partition-state.ts';
import { drawConfig, readConfig } from './config.ts';
import { PHASES } from './phases.ts';
import { drawTopology } from './topology.ts';
import { KAFKA_VARIANTS, mechanismsOf } from './variants.ts';
import { PARTITIONS } from './partitions.ts';
import { drawOperations } from './workload.ts';

/** Kafka: the replicated log (Kreps et al., "Kafka", NetDB 2011; KRaft as of KIP-500). */
export const KAFKA: System = {
  name: 'kafka',
  title: 'the replicated log: partitions with leader epochs, in-sync replicas and a controller quorum',
  claim: CLAIM,
  variants: KAFKA_VARIANTS,
  phases: PHASES,
  drawTopology,
  drawSettings: drawConfig,
  drawOperations: (random, topology, _settings, count) => drawOperations(random, topology, count),
  build: buildKafka,
};

function buildKafka(simulation: Simulation, { topology, variant, settings, operations }: SystemPlan): void {
  const mechanisms = mechanismsOf(variant);
  const config = readConfig(settings);
  const members = topology.servers.map(({ name }) => name);
  const image = newCluster(members);
  for (const { name, ...place } of topology.servers)
    simulation.addNode(name, place, 'server', (host) => new Broker(host, config, mechanisms, members, image));
  topology.clients.forEach(({ name, ...place }, nth) => {
    simulation.addNode(name, place, 'client', (host) => {
      const client = new KafkaClient(host, config, mechanisms, members, place.home);
      return new ClientProgram(host, client, simulation.recorder, operations, PHASES, nth, topology.clients.length);
    });
  });
}

/** Every partition on every broker, each with another preferred leader; nobody is registered yet. */
function newCluster(members: readonly string[]): MetadataImage {
  const partitions = PARTITIONS.map((name, nth) => {
    const first = nth % members.length;
    const replicas = [...members.slice(first), ...members.slice(0, first)];
    const state: PartitionState = {
      replicas,
      leader: null,
      leaderEpoch: 0,
      version: 0,
      isr: replicas,
      eligible: [],
      uncertain: [],
    };
    return [name, state] as const;
  });
  return { brokers: {}, partitions: Object.fromEntries(partitions) };
}
