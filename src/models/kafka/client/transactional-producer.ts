import type { Task } from '../../../simulation/task.ts';
import type {
  AddPartitions,
  DoneReply,
  EndTransaction,
  InitTransactions,
  InitTransactionsReply,
  Produce,
  ProduceReply,
} from '../messages.ts';
import type { Answer, Session } from './session.ts';

const COORDINATOR = 'transactions';

/** One record for one partition. */
export interface Outgoing {
  readonly partition: string;
  readonly value: unknown;
}

/**
 * How a transaction ended, with the offsets of its records; `aborted`: it never takes effect; `fenced`: it never began,
 * since another had claimed the id.
 */
export type TransactionEnd =
  | { readonly is: 'committed'; readonly offsets: readonly number[] }
  | { readonly is: 'fenced' | 'aborted' | 'unknown'; readonly why: string };

/** Writes records to several partitions as one: all become visible, or none. Whoever claims the same id later fences it. */
export class TransactionalProducer {
  readonly #session: Session;
  readonly #transactionalId: string;
  #stamp: { readonly id: number; readonly epoch: number } | undefined = undefined;

  constructor(session: Session, transactionalId: string) {
    this.#session = session;
    this.#transactionalId = transactionalId;
  }

  /** Claims the transactional id where that isn't done yet: undefined, or why it can't be had. */
  *begin(deadline: number): Task<string | undefined> {
    if (this.#stamp !== undefined) return undefined;
    const answer = yield* this.#session.ask<InitTransactionsReply>(
      COORDINATOR,
      deadline,
      (connection): InitTransactions => ({
        kind: 'init-transactions',
        connection,
        transactionalId: this.#transactionalId,
      }),
    );
    if (answer.status !== 'ok') return answer.why;
    this.#stamp = { id: answer.id, epoch: answer.epoch };
    return undefined;
  }

  /** Whether the id is claimed and nothing went wrong since. */
  get isReady(): boolean {
    return this.#stamp !== undefined;
  }

  /**
   * Writes, and commits or aborts. A transaction whose commit was never asked for is aborted, by the next holder or by
   * time.
   */
  *run(records: readonly Outgoing[], isCommit: boolean, deadline: number): Task<TransactionEnd> {
    const refusal = yield* this.begin(deadline);
    const stamp = this.#stamp;
    if (refusal !== undefined || stamp === undefined) return { is: 'aborted', why: refusal ?? 'no producer id' };
    this.#stamp = undefined;
    const partitions = [...new Set(records.map(({ partition }) => partition))];
    const added = yield* this.#session.ask<DoneReply>(COORDINATOR, deadline, (connection): AddPartitions => ({
      kind: 'add-partitions',
      connection,
      ...stamp,
      partitions,
    }));
    if (added.status !== 'ok') {
      // Nothing was written yet: what an earlier attempt may have begun is over, too.
      const isFenced = added.status === 'refused' ? !added.mayRetry : added.isRefusedNow === true;
      return { is: isFenced ? 'fenced' : 'aborted', why: added.why };
    }
    const offsets: number[] = [];
    for (const partition of partitions) {
      const written = yield* this.#write(partition, records, stamp, deadline);
      if (written.status !== 'ok') return { is: 'aborted', why: written.why };
      records
        .filter((record) => record.partition === partition)
        .forEach((record, nth) => (offsets[records.indexOf(record)] = written.offsets[nth] ?? -1));
    }
    const ended = yield* this.#session.ask<DoneReply>(COORDINATOR, deadline, (connection): EndTransaction => ({
      kind: 'end-transaction',
      connection,
      ...stamp,
      isCommit,
    }));
    if (ended.status === 'ok') {
      this.#stamp = { id: stamp.id, epoch: stamp.epoch + 1 };
      return isCommit ? { is: 'committed', offsets } : { is: 'aborted', why: 'aborted on purpose' };
    }
    return { is: ended.status === 'refused' || !isCommit ? 'aborted' : 'unknown', why: ended.why };
  }

  *#write(
    partition: string,
    records: readonly Outgoing[],
    { id, epoch }: { readonly id: number; readonly epoch: number },
    deadline: number,
  ): Task<Answer<ProduceReply>> {
    const own = records
      .filter((record) => record.partition === partition)
      .map(({ value }, sequence) => ({ producer: { id, epoch, sequence }, value }));
    return yield* this.#session.ask<ProduceReply>(partition, deadline, (connection): Produce => ({
      kind: 'produce',
      connection,
      partition,
      records: own,
      isTransactional: true,
    }));
  }
}
