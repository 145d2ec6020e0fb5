import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { type LockOwner, LockTable } from '../parts/lock-table.ts';
import type { Command, Handover, Write } from './commands.ts';
import { Coordinator } from './coordinator.ts';
import type {
  AbsorbRequest,
  DecideRequest,
  DoneReply,
  EndingReply,
  EndingRequest,
  MergeRequest,
  PrepareTransactionReply,
  PrepareTransactionRequest,
  ReadReply,
  ReadRequest,
  SplitRequest,
} from './messages.ts';
import { Reshaper } from './reshaper.ts';
import type { TabletReplica } from './tablet-replica.ts';

const LOCK_TIMEOUT_MICROS = 400_000;
const IDLE_MICROS = 1_500_000;
const HOUSEKEEPING_MICROS = 300_000;

/** What the leader of a group keeps in memory: locks, timestamps it gave out, transactions under way. */
export class TransactionManager {
  readonly replica: TabletReplica;
  readonly host: Host;
  readonly locks: LockTable;
  readonly coordinator: Coordinator;
  readonly reshaper: Reshaper;
  #lastAssigned: number;

  constructor(replica: TabletReplica) {
    this.replica = replica;
    this.host = replica.environment.host;
    this.locks = new LockTable(this.host, replica.environment.mechanisms.locks);
    this.coordinator = new Coordinator(this);
    this.reshaper = new Reshaper(this);
    this.#lastAssigned = replica.timestampFloor;
    for (const { transaction, reads, writes } of replica.tablet.prepared.values())
      this.#restoreLocks(transaction, reads, writes);
  }

  start(): void {
    this.host.spawn(`housekeeping of ${this.replica.group}`, this.#keepHouse());
    this.reshaper.resume();
  }

  /** Whether this is still the manager of its group's leader, with a lease. */
  get isServing(): boolean {
    return this.replica.serving === this;
  }

  /** A timestamp above all that were given out or promised here, and allowed by the present time. */
  nextTimestamp(): number {
    const { clock, mechanisms } = this.replica.environment;
    const least = mechanisms.leastCommitTimestamp(clock.now());
    this.#lastAssigned = Math.max(least, this.#lastAssigned + 1, this.replica.timestampFloor + 1);
    return this.#lastAssigned;
  }

  /** Takes note of a timestamp that was chosen from others' as well. */
  assigned(timestamp: number): void {
    this.#lastAssigned = Math.max(this.#lastAssigned, timestamp);
  }

  applied(command: Command): void {
    if (command.type === 'decide') this.locks.release(command.id);
  }

  *read({ key, transaction, keepsLock }: ReadRequest): Task<ReadReply> {
    if (!this.#accepts(key)) return { status: 'elsewhere', leader: null };
    const { mechanisms } = this.replica.environment;
    const isLocked = mechanisms.areReadsLocked || !keepsLock;
    if (isLocked && !(yield* this.locks.acquire(transaction, key, 'shared', LOCK_TIMEOUT_MICROS)))
      return { status: 'refused', why: 'no lock' };
    if (!this.isServing || !this.#accepts(key)) return { status: 'elsewhere', leader: null };
    const value = this.replica.tablet.latest(key);
    if (!keepsLock) this.locks.release(transaction.id);
    return { status: 'ok', value, group: this.replica.group };
  }

  /** Phase one at a participant. */
  *prepare(request: PrepareTransactionRequest): Task<PrepareTransactionReply> {
    const { transaction, reads, writes, coordinator } = request;
    const { tablet } = this.replica;
    const known = tablet.prepared.get(transaction.id);
    if (known !== undefined) return { status: 'prepared', timestamp: known.timestamp };
    if (tablet.endings.has(transaction.id)) return { status: 'refused', why: 'it has ended' };
    const obstacle = yield* this.lockAll(transaction, reads, writes);
    if (obstacle !== undefined) return { status: 'refused', why: obstacle };
    if (!this.isServing) return { status: 'elsewhere', leader: null };
    this.locks.protect(transaction.id);
    const timestamp = this.nextTimestamp();
    const isChosen = yield* this.replica.propose({
      type: 'prepare',
      transaction,
      timestamp,
      reads,
      writes,
      coordinator,
    });
    if (!isChosen) return { status: 'elsewhere', leader: null };
    if (tablet.prepared.has(transaction.id)) return { status: 'prepared', timestamp };
    this.locks.release(transaction.id);
    return { status: 'refused', why: 'it ended before it was prepared' };
  }

  /** Phase two at a participant. */
  *decide({ id, timestamp }: Pick<DecideRequest, 'id' | 'timestamp'>): Task<DoneReply> {
    if (!this.replica.tablet.prepared.has(id)) {
      if (this.replica.tablet.endings.has(id) || timestamp !== null) return { status: 'ok' };
      this.locks.release(id);
    }
    const isChosen = yield* this.replica.propose({ type: 'decide', id, timestamp });
    return isChosen ? { status: 'ok' } : { status: 'elsewhere', leader: null };
  }

  /** Tells a participant how a transaction ended that this group coordinates. */
  *ending({ id }: EndingRequest): Task<EndingReply> {
    return yield* this.coordinator.ending(id);
  }

  *split(request: SplitRequest): Task<DoneReply> {
    return yield* this.reshaper.split(request);
  }

  *merge(request: MergeRequest): Task<DoneReply> {
    return yield* this.reshaper.merge(request);
  }

  *absorb({ from, handover }: AbsorbRequest): Task<DoneReply> {
    const isChosen = yield* this.replica.propose({ type: 'absorb', from, handover: handover satisfies Handover });
    return isChosen ? { status: 'ok' } : { status: 'elsewhere', leader: null };
  }

  /** Checks that reads are still locked and locks what is written: what stands in the way, or undefined. */
  *lockAll(transaction: LockOwner, reads: readonly string[], writes: readonly Write[]): Task<string | undefined> {
    if (
      this.replica.environment.mechanisms.areReadsLocked &&
      reads.some((key) => !this.locks.holds(transaction.id, key))
    )
      return 'a read lock was lost';
    const keys = new Set(writes.map(({ key }) => key));
    for (const key of keys) {
      if (!this.#accepts(key)) return `key ${key} moved`;
      const isLocked = yield* this.locks.acquire(transaction, key, 'exclusive', LOCK_TIMEOUT_MICROS);
      if (!isLocked) return 'no lock';
    }
    const isHeld = [...reads, ...keys].every((key) => this.#accepts(key) && this.#isHeld(transaction.id, key));
    return isHeld ? undefined : 'a lock was lost';
  }

  #isHeld(id: string, key: string): boolean {
    return this.locks.holds(id, key) || !this.replica.environment.mechanisms.areReadsLocked;
  }

  #accepts(key: string): boolean {
    return this.replica.tablet.owns(key) && !this.reshaper.isMoving(key);
  }

  #restoreLocks(transaction: LockOwner, reads: readonly string[], writes: readonly Write[]): void {
    for (const key of reads) this.locks.restore(transaction, key, 'shared');
    for (const { key } of writes) this.locks.restore(transaction, key, 'exclusive');
    this.locks.protect(transaction.id);
  }

  /** Gives up idle transactions, and asks coordinators how prepared ones ended. */
  *#keepHouse(): Task<void> {
    while (this.replica.manager === this) {
      yield* this.host.sleep(HOUSEKEEPING_MICROS);
      this.locks.releaseIdle(IDLE_MICROS);
      for (const { transaction, coordinator } of this.replica.tablet.prepared.values())
        this.host.spawn(`resolve ${transaction.id}`, this.#resolve(transaction.id, coordinator));
    }
  }

  *#resolve(id: string, coordinator: string): Task<void> {
    const request: EndingRequest = { kind: 'ending', group: coordinator, id };
    const reply = yield* this.coordinator.askLeaderOf<EndingReply>(request, HOUSEKEEPING_MICROS);
    if (reply?.status !== 'ended' || !this.isServing) return;
    this.host.reachable('spanner: participant learns the ending by asking');
    yield* this.decide({ id, timestamp: reply.timestamp });
  }
}
