import type { Host } from '../../simulation/host.ts';
import type { Program } from '../../simulation/node.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { Connections } from '../parts/connections.ts';
import type { LogMessage } from '../parts/replicated-log/messages.ts';
import type { BrokerContext } from './broker-context.ts';
import type { MetadataCommand } from './cluster/commands.ts';
import { Metadata, type MetadataImage } from './cluster/metadata.ts';
import type { Config } from './config.ts';
import { Controller } from './controller/controller.ts';
import { ProducerIds } from './controller/producer-ids.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { BrokerHeartbeat, ChangeMetadata, KafkaMessage, LogExtentReply } from './messages.ts';
import { Replica } from './replica/replica.ts';
import { CommittedOffsets } from './groups/committed-offsets.ts';
import { GroupMembership } from './groups/group-membership.ts';
import { OFFSETS, TRANSACTIONS } from './partitions.ts';
import { TransactionCoordinator } from './transactions/transaction-coordinator.ts';
import { writeMarker } from './transactions/write-marker.ts';
import { retain } from './replica/retention.ts';
import { produce, read, replicate } from './replica/serve.ts';

/** One server: a broker with a replica of every partition, and a member of the controller quorum (KRaft's combined mode). */
export class Broker implements Program {
  readonly #host: Host;
  readonly #config: Config;
  readonly #context: BrokerContext;
  readonly #controller: Controller;
  readonly #connections: Connections;
  readonly #producerIds: ProducerIds;
  readonly #replicas = new Map<string, Replica>();
  readonly #transactions: TransactionCoordinator;
  readonly #group: GroupMembership;
  readonly #offsets: CommittedOffsets;
  /** Which controller answered last, and when by its clock. */
  #heard: { readonly controller: string; readonly atMicros: number } = { controller: '', atMicros: 0 };

  constructor(host: Host, config: Config, mechanisms: Mechanisms, members: readonly string[], image: MetadataImage) {
    this.#host = host;
    this.#config = config;
    const metadata = new Metadata(image, config.minInsyncReplicas, mechanisms.electLeader);
    this.#controller = new Controller(host, config, mechanisms, members, metadata, () => this.#metadataChanged());
    this.#context = {
      host,
      config,
      mechanisms,
      metadata,
      propose: (command) => this.#propose(command),
      isRegistered: () => metadata.broker(host.name)?.incarnation === host.restarts,
    };
    this.#connections = new Connections(host, 'kafka');
    this.#producerIds = new ProducerIds(this.#controller);
    for (const partition of Object.keys(image.partitions))
      this.#replicas.set(partition, new Replica(this.#context, partition));
    this.#transactions = new TransactionCoordinator(this.#context, this.#replicaOf(TRANSACTIONS));
    this.#group = new GroupMembership(this.#context, this.#replicaOf(OFFSETS));
    this.#offsets = new CommittedOffsets(this.#context, this.#replicaOf(OFFSETS));
  }

  start(): void {
    this.#controller.start();
    this.#host.spawn('broker heartbeats', this.#beat());
    this.#host.spawn('write-back of the page cache', this.#writeBack());
    this.#host.spawn('in-sync replicas', this.#maintainIsr());
    if (this.#config.retainedRecords !== Infinity) this.#host.spawn('retention', this.#retain());
    this.#host.spawn('transactions', this.#transactions.watch());
  }

  isPrimary(): boolean {
    return this.#controller.isActive;
  }

  isLeading(): boolean {
    return this.isPrimary() || [...this.#replicas.values()].some(({ leadership }) => leadership !== undefined);
  }

  receive(request: Request): void {
    const message = request.message as KafkaMessage | LogMessage;
    if ('connection' in message && !this.#connections.admit(request, message.connection)) return;
    switch (message.kind) {
      case 'produce':
        return this.#answer(request, produce(this.#context, this.#replicaOf(message.partition), message));
      case 'read-records':
        return request.reply(read(this.#context, this.#replicaOf(message.partition), message));
      case 'replica-fetch': {
        const replica = this.#replicaOf(message.partition);
        return this.#answer(request, replicate(this.#context, replica, request.from, message));
      }
      case 'init-transactions':
        return this.#answer(request, this.#transactions.init(message));
      case 'add-partitions':
        return this.#answer(request, this.#transactions.addPartitions(message));
      case 'end-transaction':
        return this.#answer(request, this.#transactions.end(message));
      case 'write-marker':
        return this.#answer(request, writeMarker(this.#context, this.#replicaOf(message.partition), message));
      case 'join-group':
        return this.#answer(request, this.#group.join(message));
      case 'group-heartbeat':
        return request.reply(this.#group.heartbeat(message));
      case 'committed-offset':
        return this.#answer(request, this.#offsets.answer(message));
      case 'new-producer-id':
        return this.#answer(request, this.#producerIds.give(message.request));
      case 'broker-heartbeat':
        return this.#controller.heard(request.from, message);
      case 'heartbeat-heard':
        this.#heard = { controller: request.from, atMicros: message.atMicros };
        return;
      case 'change-metadata':
        return this.#answer(request, this.#controller.decide(message.command));
      case 'push-image':
        return this.#context.mechanisms.controllerProtocol.receive(this.#controller, message.image);
      case 'log-extent':
        return request.reply(this.#extentOf(this.#replicaOf(message.partition)));
      default:
        this.#controller.log.receive(request);
    }
  }

  /** Where a partition has no leader, those of its replicas that may hold a committed record that no other has. */
  lastCopies(): readonly string[] {
    const states = [...this.#replicas.keys()].flatMap((name) => this.#context.metadata.partition(name) ?? []);
    return states.flatMap(({ leader, isr, eligible, uncertain }) =>
      leader === null ? [...isr, ...eligible, ...uncertain] : [],
    );
  }

  /** States what it holds as committed, of every partition. */
  report(): void {
    const partitions = [...this.#replicas].map(([name, { log, highWatermark }]) => {
      const committed = log.slice(log.start.offset, highWatermark);
      return [name, committed.map(({ type, value }) => (type === 'data' ? value : type))] as const;
    });
    const starts = [...this.#replicas].map(([name, { log }]) => [name, log.start.offset] as const);
    const begun = Object.fromEntries(starts.filter(([, start]) => start > 0));
    this.#host.observe('replica-log', { partitions: Object.fromEntries(partitions), starts: begun });
  }

  #replicaOf(partition: string): Replica {
    const replica = this.#replicas.get(partition);
    if (replica === undefined) throw new RangeError(`there is no partition ${partition}`);
    return replica;
  }

  #extentOf({ log }: Replica): LogExtentReply {
    return { incarnation: this.#host.restarts, lastEpoch: log.epochBefore(log.end), end: log.end };
  }

  #metadataChanged(): void {
    for (const replica of this.#replicas.values()) replica.metadataChanged();
  }

  #propose(command: MetadataCommand): void {
    const controller = this.#controller.activeController;
    const message: ChangeMetadata = { kind: 'change-metadata', command };
    if (controller !== undefined) this.#host.send(controller, message);
  }

  *#beat(): Task<void> {
    for (;;) {
      const controller = this.#controller.activeController;
      const heardMicros = this.#heard.controller === controller ? this.#heard.atMicros : 0;
      const heartbeat: BrokerHeartbeat = {
        kind: 'broker-heartbeat',
        incarnation: this.#host.restarts,
        heardMicros,
      };
      if (controller !== undefined) this.#host.send(controller, heartbeat);
      yield* this.#host.sleep(this.#config.brokerHeartbeatMicros);
    }
  }

  *#writeBack(): Task<void> {
    for (;;) {
      yield* this.#host.sync();
      yield* this.#host.sleep(this.#config.writeBackMicros);
    }
  }

  *#maintainIsr(): Task<void> {
    for (;;) {
      yield* this.#host.sleep(this.#config.replicaLagMicros >> 2);
      for (const { leadership, highWatermark } of this.#replicas.values()) leadership?.maintainIsr(highWatermark);
    }
  }

  *#retain(): Task<void> {
    for (;;) {
      yield* this.#host.sleep(this.#config.retentionCheckMicros);
      for (const replica of this.#replicas.values()) retain(this.#context, replica);
    }
  }

  #answer(request: Request, task: Task<unknown>): void {
    this.#host.spawn(`answer ${request.message.kind}`, task).onResolved((reply) => request.reply(reply));
  }
}
