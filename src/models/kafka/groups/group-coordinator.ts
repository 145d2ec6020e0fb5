import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { CommittedOffset, CommittedOffsetReply, JoinGroup, JoinGroupReply } from '../messages.ts';
import { ORDERS } from '../partitions.ts';
import type { Leadership } from '../replica/leadership.ts';
import { CoordinatorSeat } from '../replica/coordinator-seat.ts';
import type { Replica } from '../replica/replica.ts';

/** A record of the partition of offsets: all before `next` are processed. */
export interface ProcessedUpTo {
  readonly partition: string;
  readonly next: number;
}

/**
 * Shares out the partitions of orders among the workers that live, and tells how far each is processed. A change of
 * members begins another generation. A worker that was left out learns of it with its next heartbeat; until then its
 * producer's epoch keeps it from doing harm (KIP-98's pattern of a transactional id a partition).
 */
export class GroupCoordinator {
  readonly #context: BrokerContext;
  readonly #replica: Replica;
  readonly #seat: CoordinatorSeat;
  readonly #seenAt = new Map<string, number>();
  #servedUnder: Leadership | undefined = undefined;
  #members: readonly string[] = [];
  #generation = 0;

  constructor(context: BrokerContext, replica: Replica) {
    this.#context = context;
    this.#replica = replica;
    this.#seat = new CoordinatorSeat(context, replica, () => undefined);
  }

  join({ member }: JoinGroup): JoinGroupReply {
    const { leadership, state } = this.#replica;
    if (leadership === undefined) return { status: 'not-leader', leader: state.leader };
    const { host, config } = this.#context;
    if (this.#servedUnder !== leadership) this.#seenAt.clear();
    this.#servedUnder = leadership;
    this.#seenAt.set(member, host.now());
    for (const [name, seenAt] of this.#seenAt)
      if (host.now() - seenAt > config.memberSessionMicros) this.#seenAt.delete(name);
    const members = [...this.#seenAt.keys()].sort();
    if (members.join() !== this.#members.join()) this.#rebalance(members);
    const rank = members.indexOf(member);
    const partitions = ORDERS.filter((_, nth) => nth % members.length === rank);
    // Generations of a later leader are higher: leader epochs are.
    return { status: 'ok', generation: leadership.epoch * 1_000 + this.#generation, partitions };
  }

  /**
   * Answers only what is decided: when a transaction that moves the offset is open still, or when this broker can't be sure
   * that it leads, it refuses (KIP-447's stable offsets).
   */
  *committed({ partition }: CommittedOffset): Task<CommittedOffsetReply> {
    if (!(yield* this.#seat.take())) return { status: 'not-leader', leader: null };
    const isCurrent = yield* this.#seat.write(null);
    if (!isCurrent) return { status: 'unsure', why: 'not known to lead' };
    const stable = this.#replica.lastStableOffset;
    let offset = 0;
    for (const [nth, { type, value }] of this.#replica.log.records.entries()) {
      if (type !== 'data' || value === null || this.#replica.producers.isAborted(nth)) continue;
      const processed = value as ProcessedUpTo;
      if (processed.partition !== partition) continue;
      if (nth >= stable) return { status: 'refused', why: 'a transaction is still open', mayRetry: true };
      offset = processed.next;
    }
    return { status: 'ok', offset };
  }

  #rebalance(members: readonly string[]): void {
    this.#context.host.sometimes('kafka: the group of workers is rebalanced', this.#members.length > 0);
    this.#members = members;
    this.#generation++;
  }
}
