import type { BrokerContext } from '../broker-context.ts';
import type { InsyncReplica } from '../cluster/commands.ts';
import type { PartitionState } from '../cluster/partition-state.ts';
import type { PartitionLog } from '../log/partition-log.ts';

/** How far a follower has come, by its fetches. */
interface Progress {
  readonly brokerEpoch: number;
  end: number;
  /** When it last had all that there was. */
  caughtUpAt: number;
  fetchedAt: number;
  /** Where the log ended at its last fetch. */
  leaderEnd: number;
}

/** A replica's time as leader of a partition, under one leader epoch: who is in sync, and what is thereby committed. */
export class Leadership {
  readonly epoch: number;
  readonly #context: BrokerContext;
  readonly #partition: string;
  readonly #log: PartitionLog;
  readonly #startOffset: number;
  readonly #startedAt: number;
  readonly #followers = new Map<string, Progress>();
  /** In-sync replicas that this leader asked for and that may have been granted, with the version they rest on. */
  #asked: { readonly version: number; readonly members: Set<string> };

  constructor(context: BrokerContext, partition: string, log: PartitionLog, epoch: number) {
    this.epoch = epoch;
    this.#context = context;
    this.#partition = partition;
    this.#log = log;
    this.#startOffset = log.end;
    this.#startedAt = context.host.now();
    this.#asked = { version: -1, members: new Set() };
  }

  get #state(): PartitionState {
    return this.#context.metadata.partition(this.#partition);
  }

  hasEnoughInsyncReplicas(): boolean {
    return this.#state.isr.length >= this.#context.config.minInsyncReplicas;
  }

  /** A follower has everything before an offset. */
  fetched(follower: string, brokerEpoch: number, offset: number): void {
    const now = this.#context.host.now();
    const { end } = this.#log;
    const known = this.#progressOf(follower, brokerEpoch);
    if (offset >= end) known.caughtUpAt = now;
    else if (offset >= known.leaderEnd) known.caughtUpAt = Math.max(known.caughtUpAt, known.fetchedAt);
    known.end = offset;
    known.fetchedAt = now;
    known.leaderEnd = end;
  }

  /**
   * Up to where every in-sync replica has the log; the present watermark while too few are in sync. A replica that may
   * have been let in already counts too (KIP-497, maximal in-sync replicas).
   */
  highWatermark(present: number): number {
    const { metadata, host } = this.#context;
    if (!this.hasEnoughInsyncReplicas()) return present;
    let least = this.#log.end;
    const members = new Set([...this.#state.isr, ...this.#pending()]);
    for (const member of members) {
      if (member === host.name) continue;
      const progress = this.#followers.get(member);
      const isSame = progress?.brokerEpoch === metadata.broker(member)?.epoch;
      least = Math.min(least, progress !== undefined && isSame ? progress.end : 0);
    }
    return Math.max(present, least);
  }

  /**
   * Asks the controller to drop replicas that lag and to let in those that caught up. A replica that it refused to let in
   * counts as long as it may still be let in, so the leader asks for the present ones anew: that overtakes what it asked before.
   */
  maintainIsr(highWatermark: number): void {
    const { host, metadata } = this.#context;
    const { isr, replicas, version } = this.#state;
    const wanted = replicas.filter((broker) => this.#isInSync(broker, highWatermark));
    const isAsTold = wanted.length === isr.length && wanted.every((broker) => isr.includes(broker));
    const mayReachBeyond = [...this.#pending()].some((broker) => !isr.includes(broker));
    host.sometimes('kafka: an admission to the in-sync replicas is taken back', isAsTold && mayReachBeyond);
    if (isAsTold && !mayReachBeyond) return;
    host.sometimes('kafka: in-sync replicas shrink', wanted.length < isr.length);
    host.sometimes('kafka: in-sync replicas grow', wanted.length > isr.length);
    if (this.#asked.version !== version) this.#asked = { version, members: new Set() };
    for (const broker of wanted) this.#asked.members.add(broker);
    const members = wanted.map((broker): InsyncReplica => ({ broker, epoch: metadata.broker(broker)?.epoch ?? -1 }));
    const { partition, epoch: leaderEpoch } = { partition: this.#partition, epoch: this.epoch };
    this.#context.propose({ type: 'alter-isr', partition, leaderEpoch, version, isr: members });
  }

  /** A member stays while it was caught up not long ago; another is let in when it fetches and has all that is committed. */
  #isInSync(broker: string, highWatermark: number): boolean {
    const { host, metadata, config } = this.#context;
    if (broker === host.name) return true;
    const known = this.#followers.get(broker);
    const progress = known?.brokerEpoch === metadata.broker(broker)?.epoch ? known : undefined;
    const isRecent = (micros: number): boolean => host.now() - micros <= config.replicaLagMicros;
    if (this.#state.isr.includes(broker)) return isRecent(progress?.caughtUpAt ?? this.#startedAt);
    if (progress === undefined || !metadata.isUsable(broker) || !isRecent(progress.fetchedAt)) return false;
    return progress.end >= Math.max(highWatermark, this.#startOffset);
  }

  #pending(): Iterable<string> {
    return this.#asked.version === this.#state.version ? this.#asked.members : [];
  }

  #progressOf(follower: string, brokerEpoch: number): Progress {
    const known = this.#followers.get(follower);
    if (known?.brokerEpoch === brokerEpoch) return known;
    const progress = { brokerEpoch, end: 0, caughtUpAt: this.#startedAt, fetchedAt: this.#startedAt, leaderEnd: 0 };
    this.#followers.set(follower, progress);
    return progress;
  }
}
