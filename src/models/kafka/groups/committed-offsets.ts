import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { CommittedOffset, CommittedOffsetReply } from '../messages.ts';
import { CoordinatorSeat } from '../replica/coordinator-seat.ts';
import type { Replica } from '../replica/replica.ts';

/** A record of the partition of offsets: all before `next` are processed. */
export interface ProcessedUpTo {
  readonly partition: string;
  readonly next: number;
}

/**
 * How far the group has processed each partition. A worker that was left out learns of it with its next heartbeat; until
 * then its producer's epoch keeps it from moving an offset (KIP-98's pattern of a transactional id a partition).
 */
export class CommittedOffsets {
  readonly #replica: Replica;
  readonly #seat: CoordinatorSeat;

  constructor(context: BrokerContext, replica: Replica) {
    this.#replica = replica;
    this.#seat = new CoordinatorSeat(context, replica, () => undefined);
  }

  /**
   * Answers only what is decided: when a transaction that moves the offset is open still, or when this broker can't be sure
   * that it leads, it refuses (KIP-447's stable offsets).
   */
  *answer({ partition }: CommittedOffset): Task<CommittedOffsetReply> {
    if (!(yield* this.#seat.take())) return { status: 'not-leader', leader: null };
    const isCurrent = yield* this.#seat.write(null);
    if (!isCurrent) return { status: 'unsure', why: 'not known to lead' };
    const stable = this.#replica.lastStableOffset;
    let offset = 0;
    for (const [nth, { type, value }] of this.#replica.log.slice(0).entries()) {
      if (type !== 'data' || value === null || this.#replica.producers.isAborted(nth)) continue;
      const processed = value as ProcessedUpTo;
      if (processed.partition !== partition) continue;
      if (nth >= stable) return { status: 'refused', why: 'a transaction is still open', mayRetry: true };
      offset = processed.next;
    }
    return { status: 'ok', offset };
  }
}
