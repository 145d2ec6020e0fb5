import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { Completion, PlannedOperation } from '../../../workloads/planned-operation.ts';
import type { Config } from '../config.ts';
import type { ProcessedUpTo } from '../groups/committed-offsets.ts';
import type { Mechanisms } from '../mechanisms.ts';
import type { CommittedOffset, CommittedOffsetReply, Fetch, FetchReply } from '../messages.ts';
import { BILLS, OFFSETS } from '../partitions.ts';
import type { Read } from './consumer.ts';
import { GroupMember } from './group-member.ts';
import type { Session } from './session.ts';
import { type Outgoing, TransactionalProducer } from './transactional-producer.ts';

/** So many orders become bills at once; at the end as many as there are. */
const ORDERS_AT_ONCE = 4;

/** A bill names the order that it is for. Each attempt to write one is told apart by `by`. */
interface Bill {
  readonly of: unknown;
  readonly by: string;
}

/**
 * A partition while it is the worker's own. An operation that outlasts the rebalance which takes the partition away goes on
 * with this one, and leaves nothing behind for the time when the worker gets the partition again.
 */
interface Holding {
  readonly producer: TransactionalProducer;
  /** Where to go on, as long as the producer is the only one that moves it. */
  position: number | undefined;
}

/** Makes a bill of every order: consume, transform, produce, and remember how far, in one transaction. */
export class Worker {
  readonly #host: Host;
  readonly #mechanisms: Mechanisms;
  readonly #session: Session;
  readonly #member: GroupMember;
  readonly #holdings = new Map<string, Holding>();
  #turn = 0;
  /** Counts how often it began to read anew, from what was committed. */
  #readings = 0;

  constructor(host: Host, config: Config, mechanisms: Mechanisms, session: Session, heartbeats: Session) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    this.#session = session;
    this.#member = new GroupMember(host, config, heartbeats, (partition) => this.#holdings.delete(partition));
  }

  /** Processes some orders of one of its partitions. */
  *process(operation: PlannedOperation): Task<Completion> {
    const { id, value, phase } = operation;
    const deadline = this.#session.deadlineOf(operation);
    yield* this.#member.awaitPartitions(deadline);
    const { partitions, generation } = this.#member;
    const partition = partitions[this.#turn++ % Math.max(1, partitions.length)];
    if (partition === undefined) return { type: 'fail', value, error: 'no partition is its own' };
    const holding = this.#holdingOf(partition);
    // Who is fenced although the partition is its own claims it back, and reads anew how far it was processed.
    for (;;) {
      const from = yield* this.#position(partition, holding, deadline);
      if (from === undefined) return { type: 'fail', value, error: 'the partition can’t be had' };
      const read = yield* this.#read(partition, from, deadline);
      if (read === undefined) return { type: 'fail', value, error: 'no leader answered' };
      const orders = phase === 'final' ? read : read.slice(0, ORDERS_AT_ONCE);
      const poll = ['poll', { [partition]: orders }] as const;
      if (orders.length === 0) return { type: 'ok', value: [poll] };
      const bills = orders.map(([, order]): Bill => ({ of: order, by: `${this.#host.name}/${id}` }));
      const next = (orders.at(-1)?.[0] ?? from - 1) + 1;
      const completion = yield* this.#commit(holding, bills, { partition, next }, poll, generation, deadline);
      if (completion !== undefined) return completion;
    }
  }

  /** Undefined where nothing was written because another had claimed the partition that is this worker's now. */
  *#commit(
    holding: Holding,
    bills: readonly Bill[],
    processed: ProcessedUpTo,
    poll: readonly unknown[],
    generation: number,
    deadline: number,
  ): Task<Completion | undefined> {
    const output = bills.map((bill): Outgoing => ({ partition: BILLS, value: bill }));
    const progress: Outgoing = { partition: OFFSETS, value: processed };
    const end = yield* this.#mechanisms.commitProcessed(holding.producer, output, progress, deadline);
    if (end.is !== 'committed') {
      holding.position = undefined;
      if (end.is === 'fenced' && this.#holdings.get(processed.partition) === holding) {
        this.#host.reachable('kafka: a worker takes back a partition from one that was left behind');
        return undefined;
      }
      const sends = bills.map((bill) => ['send', BILLS, bill]);
      return { type: end.is === 'unknown' ? 'info' : 'fail', value: [poll, ...sends], error: end.why };
    }
    this.#host.reachable('kafka: orders were processed exactly once');
    holding.position = processed.next;
    const sends = bills.map((bill, nth) => ['send', BILLS, [end.offsets[nth] ?? null, bill]]);
    return { type: 'ok', value: [poll, ...sends], extra: { generation: `${generation}.${this.#readings}` } };
  }

  /** Where to go on. Only who has claimed the partition's transactional id may ask: then nobody else moves the offset. */
  *#position(partition: string, holding: Holding, deadline: number): Task<number | undefined> {
    const { producer, position } = holding;
    if (producer.isReady && position !== undefined) return position;
    if ((yield* producer.begin(deadline)) !== undefined) return undefined;
    const answer = yield* this.#session.ask<CommittedOffsetReply>(
      'offsets',
      deadline,
      (connection): CommittedOffset => ({ kind: 'committed-offset', connection, partition }),
    );
    if (answer.status !== 'ok') return undefined;
    this.#readings++;
    holding.position = answer.offset;
    return answer.offset;
  }

  *#read(partition: string, offset: number, deadline: number): Task<readonly Read[] | undefined> {
    const message: Fetch = { kind: 'read-records', partition, offset };
    const answer = yield* this.#session.ask<FetchReply>(partition, deadline, () => message);
    return answer.status === 'ok' ? answer.records : undefined;
  }

  #holdingOf(partition: string): Holding {
    const known = this.#holdings.get(partition);
    if (known !== undefined) return known;
    const producer = new TransactionalProducer(this.#session, `bills-of-${partition}`);
    const holding: Holding = { producer, position: undefined };
    this.#holdings.set(partition, holding);
    return holding;
  }
}
