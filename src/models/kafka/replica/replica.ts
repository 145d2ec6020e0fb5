import { Condition } from '../../../simulation/condition.ts';
import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { PartitionState } from '../cluster/partition-state.ts';
import { PartitionLog } from '../log/partition-log.ts';
import { ProducerStates } from '../log/producer-states.ts';
import type { LogRecord, LogStart } from '../log/record.ts';
import { Follower } from './follower.ts';
import { BILLS, ORDERS } from '../partitions.ts';
import { Leadership } from './leadership.ts';

/** Of these it matters to checkers who is in sync. */
const USED_BY_CLIENTS: readonly string[] = [...ORDERS, BILLS];

/** One broker's replica of a partition: its log, what of it is committed, and whether it leads or follows. */
export class Replica {
  readonly partition: string;
  readonly log: PartitionLog;
  readonly producers: ProducerStates = new ProducerStates();
  /** Wakes whoever waits for records, for the watermark, or for another leader. */
  readonly changed: Condition;
  readonly #context: BrokerContext;
  #highWatermark = 0;
  #epoch = -1;
  #statedInSync: string | undefined = undefined;
  #leadership: Leadership | undefined = undefined;

  constructor(context: BrokerContext, partition: string) {
    this.partition = partition;
    this.#context = context;
    this.log = new PartitionLog(context.host, partition);
    this.changed = new Condition(context.host, `news of ${partition}`);
    this.producers.rebuild(this.log.start, this.log.slice(0));
    this.#highWatermark = this.log.start.offset;
  }

  get state(): PartitionState {
    return this.#context.metadata.partition(this.partition);
  }

  /** All records below are committed, as far as this replica knows. */
  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** What a reader of committed records may see ends here. */
  get lastStableOffset(): number {
    return this.producers.lastStableOffset(this.#highWatermark);
  }

  /** The present leadership, while this replica leads. */
  get leadership(): Leadership | undefined {
    return this.#leadership;
  }

  /** Takes up the role that the metadata gives; a broker that is not registered anew has none. */
  metadataChanged(): void {
    if (!this.#context.isRegistered()) return;
    const { leader, leaderEpoch } = this.state;
    if (leaderEpoch !== this.#epoch) this.#change(leader, leaderEpoch);
    this.#stateInSync();
    this.advance();
    this.changed.notify();
  }

  /** Tells checkers which replicas this leader takes to be in sync, whenever that changes. */
  #stateInSync(): void {
    const { host, config } = this.#context;
    const { isr } = this.state;
    const now = this.#leadership === undefined ? undefined : `${this.#leadership.epoch} ${isr.join()}`;
    if (now === this.#statedInSync) return;
    this.#statedInSync = now;
    if (now === undefined || !USED_BY_CLIENTS.includes(this.partition)) return;
    host.observe('in-sync-replicas', { partition: this.partition, inSync: isr, minimum: config.minInsyncReplicas });
  }

  append(record: LogRecord): number {
    const offset = this.log.append(record);
    this.producers.apply(record);
    this.changed.notify();
    return offset;
  }

  truncate(end: number): void {
    if (end >= this.log.end) return;
    this.#context.host.reachable('kafka: a follower forgets records that its leader never had');
    this.log.truncate(end);
    this.producers.rebuild(this.log.start, this.log.slice(0));
    this.#highWatermark = Math.min(this.#highWatermark, end);
  }

  /** Forgets the records before an offset up to which all are committed. */
  removeBefore(offset: number): void {
    const { log } = this;
    if (offset <= log.start.offset) return;
    const before = new ProducerStates();
    before.rebuild(log.start, log.slice(log.start.offset, offset));
    log.beginAt({ type: 'start', offset, lastEpoch: log.epochBefore(offset), producers: before.snapshot() });
  }

  /** Forgets everything: its log begins where the leader's does. */
  beginAnew(start: LogStart): void {
    this.#context.host.reachable('kafka: a follower begins anew where its leader’s log begins');
    this.log.beginAnew(start);
    this.producers.rebuild(start, []);
    this.#highWatermark = start.offset;
  }

  /** The leader said how far records are committed. */
  learnHighWatermark(leaders: number): void {
    this.#highWatermark = Math.max(this.#highWatermark, Math.min(leaders, this.log.end));
  }

  /** Commits, as leader, what all in-sync replicas have. */
  advance(): void {
    const highWatermark = this.#leadership?.highWatermark(this.#highWatermark) ?? this.#highWatermark;
    if (highWatermark === this.#highWatermark) return;
    this.#highWatermark = highWatermark;
    this.changed.notify();
  }

  /** Waits, as leader, until everything up to an offset is committed: whether it surely is. */
  *awaitCommit(offset: number, timeoutMicros: number): Task<boolean> {
    const { host } = this.#context;
    const leadership = this.#leadership;
    const deadline = host.now() + timeoutMicros;
    while (leadership !== undefined && this.#leadership === leadership) {
      if (this.#highWatermark > offset) return true;
      if (host.now() >= deadline) return false;
      yield* this.changed.wait(deadline - host.now());
    }
    return false;
  }

  #change(leader: string | null, leaderEpoch: number): void {
    const { host, mechanisms } = this.#context;
    this.#epoch = leaderEpoch;
    this.#leadership = undefined;
    if (leader === null) return;
    if (leader === host.name) {
      host.sometimes('kafka: a leader is elected after another', leaderEpoch > 1);
      this.#leadership = new Leadership(this.#context, this.partition, this.log, leaderEpoch);
      return;
    }
    this.truncate(mechanisms.keptWhenFollowing(this.log, this.#highWatermark));
    host.spawn(`follow ${leader}`, new Follower(this.#context, this, leader, leaderEpoch).run());
  }
}
