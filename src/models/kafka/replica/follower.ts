import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { ReplicaFetch, ReplicaFetchReply } from '../messages.ts';
import type { Replica } from './replica.ts';

const PAUSE_MICROS = 30_000;

/** Copies a leader's log, for as long as that leader's epoch lasts. */
export class Follower {
  readonly #context: BrokerContext;
  readonly #replica: Replica;
  readonly #leader: string;
  readonly #leaderEpoch: number;

  constructor(context: BrokerContext, replica: Replica, leader: string, leaderEpoch: number) {
    this.#context = context;
    this.#replica = replica;
    this.#leader = leader;
    this.#leaderEpoch = leaderEpoch;
  }

  *run(): Task<void> {
    const { host, config } = this.#context;
    while (this.#isCurrent()) {
      const reply = yield* host.call<ReplicaFetchReply>(this.#leader, this.#question(), config.fetchTimeoutMicros);
      if (!this.#isCurrent()) return;
      if (reply === undefined || reply.status === 'fenced') yield* host.sleep(PAUSE_MICROS);
      else this.#take(reply);
    }
  }

  #isCurrent(): boolean {
    const { leader, leaderEpoch } = this.#replica.state;
    return leader === this.#leader && leaderEpoch === this.#leaderEpoch;
  }

  #question(): ReplicaFetch {
    const { host, metadata } = this.#context;
    const { log, partition } = this.#replica;
    const offset = log.end;
    const brokerEpoch = metadata.broker(host.name)?.epoch ?? -1;
    const lastEpoch = log.epochBefore(offset);
    return { kind: 'replica-fetch', partition, leaderEpoch: this.#leaderEpoch, brokerEpoch, offset, lastEpoch };
  }

  #take(reply: Exclude<ReplicaFetchReply, { status: 'fenced' }>): void {
    const replica = this.#replica;
    if (reply.status === 'diverging')
      return replica.truncate(Math.min(reply.end, replica.log.endOf(reply.epoch).end, replica.log.end - 1));
    if (reply.status === 'out-of-range') return replica.beginAnew(reply.start);
    for (const record of reply.records) replica.append(record);
    replica.learnHighWatermark(reply.highWatermark);
    replica.removeBefore(Math.min(reply.start, replica.lastStableOffset));
  }
}
