import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import { type LogRecord, NO_PRODUCER } from '../log/record.ts';
import type { Leadership } from './leadership.ts';
import type { Replica } from './replica.ts';

/**
 * The right to coordinate something whose state is in a partition: that partition's leadership. Who takes it first sees to
 * it that all that earlier leaders wrote is committed, and reads it.
 */
export class CoordinatorSeat {
  readonly #context: BrokerContext;
  readonly #replica: Replica;
  readonly #load: (records: readonly LogRecord[]) => void;
  #taken: Leadership | undefined = undefined;

  /** @param load takes over the state, from the partition's records. */
  constructor(context: BrokerContext, replica: Replica, load: (records: readonly LogRecord[]) => void) {
    this.#context = context;
    this.#replica = replica;
    this.#load = load;
  }

  /** Whether this broker coordinates now. */
  get isTaken(): boolean {
    return this.#taken !== undefined && this.#replica.leadership === this.#taken;
  }

  /** Takes the seat: false where this broker doesn't lead, or can't know what was decided before. */
  *take(): Task<boolean> {
    const { leadership } = this.#replica;
    if (leadership === undefined) return false;
    if (leadership === this.#taken) return true;
    if (!(yield* this.#confirm(leadership))) return false;
    if (this.isTaken) return true;
    this.#load(this.#replica.log.slice(0));
    this.#taken = leadership;
    return true;
  }

  /** Appends a state; true once it is committed, false when that is not known. */
  *write(value: unknown): Task<boolean> {
    const { leadership } = this.#replica;
    if (leadership === undefined) return false;
    const offset = this.#append(leadership, value);
    return yield* this.#replica.awaitCommit(offset, this.#context.config.commitTimeoutMicros);
  }

  /** Only a leader whose record all in-sync replicas took still leads. */
  *#confirm(leadership: Leadership): Task<boolean> {
    const offset = this.#append(leadership, null);
    const isCommitted = yield* this.#replica.awaitCommit(offset, this.#context.config.commitTimeoutMicros);
    return isCommitted && this.#replica.leadership === leadership;
  }

  #append({ epoch: leaderEpoch }: Leadership, value: unknown): number {
    return this.#replica.append({
      type: 'data',
      leaderEpoch,
      producer: NO_PRODUCER,
      isTransactional: false,
      value,
    });
  }
}
