import type { BrokerContext } from '../../../src/models/kafka/broker-context.ts';
import type { MetadataCommand } from '../../../src/models/kafka/cluster/commands.ts';
import { electClean, Metadata } from '../../../src/models/kafka/cluster/metadata.ts';
import { type Config, drawConfig, readConfig } from '../../../src/models/kafka/config.ts';
import type { LogRecord } from '../../../src/models/kafka/log/record.ts';
import { CORRECT } from '../../../src/models/kafka/mechanisms.ts';
import { Replica } from '../../../src/models/kafka/replica/replica.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { Random } from '../../../src/workloads/random.ts';
import { clusterOf } from '../cluster.ts';

export const PARTITION = 'orders-0';
const BROKERS = ['n1', 'n2', 'n3'];

/** A broker with one partition, of which a test decides what the controller does and which followers fetch. */
export class KafkaBroker {
  readonly replica: Replica;
  readonly context: BrokerContext;
  /** What it asked the controller for, in order. */
  readonly proposed: MetadataCommand[] = [];
  readonly #simulation: Simulation;
  readonly #metadata: Metadata;
  #slot = 0;

  /** The first broker leads the partition, and all three are in sync. */
  constructor(name: string, settings: Partial<Config> = {}) {
    const hosts = new Map<string, Host>();
    this.#simulation = clusterOf({ start: (host) => void hosts.set(host.name, host) }, { names: BROKERS });
    this.#simulation.start();
    const host = hosts.get(name);
    if (host === undefined) throw new Error(`no node is called ${name}`);
    const config = { ...readConfig(drawConfig(new Random('broker'))), retainedRecords: Infinity, ...settings };
    const empty = { leader: null, leaderEpoch: 0, version: 0, eligible: [], uncertain: [] };
    const partitions = { [PARTITION]: { ...empty, replicas: BROKERS, isr: BROKERS } };
    this.#metadata = new Metadata({ brokers: {}, partitions }, config.minInsyncReplicas, electClean);
    this.context = {
      host,
      config,
      mechanisms: CORRECT,
      metadata: this.#metadata,
      propose: (command) => void this.proposed.push(command),
      isRegistered: () => true,
    };
    this.replica = new Replica(this.context, PARTITION);
    for (const broker of BROKERS) this.decide({ type: 'register', broker, incarnation: 0 });
  }

  get simulation(): Simulation {
    return this.#simulation;
  }

  /** Brokers that the metadata says to be in sync. */
  get isr(): readonly string[] {
    return this.#metadata.partition(PARTITION).isr;
  }

  epochOf(broker: string): number {
    return this.#metadata.broker(broker)?.epoch ?? -1;
  }

  decide(command: MetadataCommand): void {
    this.#metadata.apply(this.#slot++, command);
    this.replica.metadataChanged();
  }

  fence(broker: string): void {
    this.decide({ type: 'fence', broker, epoch: this.epochOf(broker) });
  }

  /** A follower says that it has all before an offset. */
  fetched(broker: string, offset: number = this.replica.log.end): void {
    this.replica.leadership?.fetched(broker, this.epochOf(broker), offset);
    this.replica.advance();
  }

  maintainIsr(): void {
    this.replica.leadership?.maintainIsr(this.replica.highWatermark);
  }

  append(count: number): void {
    for (let nth = 0; nth < count; nth++) this.replica.append(record(this.replica.log.end));
  }

  wait(micros: number): void {
    const { kernel } = this.#simulation;
    kernel.runUntil(kernel.nowMicros + micros);
  }
}

/** The record that producer 7 would write at an offset of a log that only it writes. */
export function record(offset: number, leaderEpoch = 1): LogRecord {
  const producer = { id: 7, epoch: 0, sequence: offset };
  return { type: 'data', leaderEpoch, producer, isTransactional: false, value: `order ${offset}` };
}
