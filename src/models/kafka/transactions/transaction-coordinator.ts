import type { Task } from '../../../simulation/task.ts';
import type { BrokerContext } from '../broker-context.ts';
import type { LogRecord } from '../log/record.ts';
import type {
  AddPartitions,
  DoneReply,
  Elsewhere,
  EndTransaction,
  InitTransactions,
  InitTransactionsReply,
  Refused,
  Unsure,
  WriteMarker,
} from '../messages.ts';
import { CoordinatorSeat } from '../replica/coordinator-seat.ts';
import type { Replica } from '../replica/replica.ts';
import { ending, type TransactionState } from './transaction-state.ts';

const BUSY: Refused = { status: 'refused', why: 'the last transaction is still ending', mayRetry: true };
const FENCED: Refused = { status: 'refused', why: 'another producer took over', mayRetry: false };
const UNSURE: Unsure = { status: 'unsure', why: 'not known to be replicated' };
const RETRY_MICROS = 60_000;

/**
 * Decides the transactions of all transactional producers, on the broker that leads the partition with their states:
 * begin, two-phase end with markers in every partition, time-outs, and fencing by epochs (KIP-98, KIP-890).
 */
export class TransactionCoordinator {
  readonly #context: BrokerContext;
  readonly #replica: Replica;
  readonly #seat: CoordinatorSeat;
  readonly #states = new Map<number, TransactionState>();
  readonly #holders = new Map<string, number>();
  readonly #openSince = new Map<number, number>();
  readonly #ending = new Set<number>();

  constructor(context: BrokerContext, replica: Replica) {
    this.#context = context;
    this.#replica = replica;
    this.#seat = new CoordinatorSeat(context, replica, (records) => this.#load(records));
  }

  *init({ transactionalId }: InitTransactions): Task<InitTransactionsReply> {
    if (!(yield* this.#seat.take())) return this.#elsewhere();
    const known = this.#states.get(this.#holders.get(transactionalId) ?? 0);
    const claimed = this.#context.mechanisms.claimTransactionalId(known, -1 - this.#states.size, transactionalId);
    if (claimed.id === known?.id && known.status !== 'empty') {
      if (known.status === 'open') yield* this.#end(known, false);
      return BUSY;
    }
    if (!(yield* this.#write(claimed))) return UNSURE;
    return { status: 'ok', id: claimed.id, epoch: claimed.epoch };
  }

  *addPartitions({ id, epoch, partitions }: AddPartitions): Task<DoneReply> {
    if (!(yield* this.#seat.take())) return this.#elsewhere();
    const state = this.#states.get(id);
    if (state?.epoch !== epoch) return FENCED;
    if (state.status !== 'empty' && state.status !== 'open') return BUSY;
    const all = [...new Set([...state.partitions, ...partitions])];
    return (yield* this.#write({ ...state, status: 'open', partitions: all })) ? { status: 'ok' } : UNSURE;
  }

  /** A commit that was decided is answered again in the same way, for whoever missed the answer. */
  *end({ id, epoch, isCommit }: EndTransaction): Task<DoneReply> {
    if (!(yield* this.#seat.take())) return this.#elsewhere();
    const state = this.#states.get(id);
    if (state?.epoch === epoch + 1 && state.status !== 'open' && state.wasCommitted === isCommit) {
      const isDecided = state.status === 'empty' || (yield* this.#write(state));
      return isDecided ? { status: 'ok' } : UNSURE;
    }
    if (state?.epoch !== epoch || state.status !== 'open') return FENCED;
    return (yield* this.#end(state, isCommit)) ? { status: 'ok' } : UNSURE;
  }

  /** Ends what nobody ends, and finishes what an earlier coordinator began. */
  *watch(): Task<void> {
    const { host, config } = this.#context;
    for (;;) {
      yield* host.sleep(config.transactionTimeoutMicros >> 2);
      if (this.#replica.leadership === undefined || !(yield* this.#seat.take())) continue;
      for (const state of this.#states.values()) {
        const since = this.#openSince.get(state.id) ?? host.now();
        this.#openSince.set(state.id, since);
        const isOverdue = state.status === 'open' && host.now() - since > config.transactionTimeoutMicros;
        host.sometimes('kafka: an abandoned transaction is aborted', isOverdue);
        if (isOverdue) host.spawn('abort', this.#end(state, false));
        else if (state.status === 'committing' || state.status === 'aborting') this.#finish(state);
      }
    }
  }

  *#end(state: TransactionState, isCommit: boolean): Task<boolean> {
    const ended = ending(state, isCommit);
    if (!(yield* this.#write(ended))) return false;
    this.#finish(ended);
    return true;
  }

  /** States count as soon as they are written; answers wait until they are committed. */
  *#write(state: TransactionState): Task<boolean> {
    if (state.status === 'open' && this.#states.get(state.id)?.status !== 'open')
      this.#openSince.set(state.id, this.#context.host.now());
    this.#remember(state);
    return yield* this.#seat.write(state);
  }

  #finish(state: TransactionState): void {
    if (this.#ending.has(state.id)) return;
    this.#ending.add(state.id);
    const finished = this.#context.host.spawn('markers', this.#writeMarkers(state));
    finished.onResolved(() => this.#ending.delete(state.id));
  }

  *#writeMarkers(state: TransactionState): Task<void> {
    const { host } = this.#context;
    // What is told must be committed: an earlier coordinator, or this one, may not have got so far.
    if (!(yield* this.#seat.write(state))) return;
    const pending = state.partitions.map((partition) => host.spawn('marker', this.#writeMarker(state, partition)));
    for (const done of pending) yield* host.wait(done, Infinity, 'markers of a transaction');
    const isCurrent = this.#seat.isTaken && this.#states.get(state.id)?.epoch === state.epoch;
    if (isCurrent) yield* this.#write({ ...state, status: 'empty', partitions: [] });
  }

  *#writeMarker({ id, epoch, status }: TransactionState, partition: string): Task<void> {
    const { host, metadata, config } = this.#context;
    const isCommit = status === 'committing';
    const marker: WriteMarker = { kind: 'write-marker', partition, id, epoch, isCommit };
    while (this.#seat.isTaken) {
      const { leader } = metadata.partition(partition);
      const reply = leader === null ? undefined : yield* host.call<DoneReply>(leader, marker, config.tryTimeoutMicros);
      if (reply?.status === 'ok') return;
      yield* host.sleep(RETRY_MICROS);
    }
  }

  #load(records: readonly LogRecord[]): void {
    this.#states.clear();
    this.#holders.clear();
    this.#openSince.clear();
    for (const { value } of records) if (value !== null) this.#remember(value as TransactionState);
    this.#context.host.sometimes('kafka: a transaction coordinator takes over', this.#states.size > 0);
  }

  #remember(state: TransactionState): void {
    this.#states.set(state.id, state);
    const holder = this.#holders.get(state.transactionalId) ?? 0;
    // Ids count down: the lowest is the one that was given last.
    this.#holders.set(state.transactionalId, Math.min(holder, state.id));
  }

  #elsewhere(): Elsewhere {
    const { leader } = this.#replica.state;
    return { status: 'not-leader', leader: leader === this.#context.host.name ? null : leader };
  }
}
