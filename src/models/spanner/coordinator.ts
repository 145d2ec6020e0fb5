import type { Future } from '../../simulation/future.ts';
import type { Task } from '../../simulation/task.ts';
import type {
  CommitReply,
  CommitRequest,
  DecideRequest,
  DoneReply,
  Elsewhere,
  EndingReply,
  GroupRequest,
  PrepareTransactionReply,
  PrepareTransactionRequest,
} from './messages.ts';
import type { TransactionManager } from './transaction-manager.ts';

const CALL_TIMEOUT_MICROS = 250_000;
const PREPARE_TIMEOUT_MICROS = 900_000;
const DECIDE_TIMEOUT_MICROS = 600_000;
/** A coordinator that doesn't wait for its log writes with the next batch. */
const LOG_LATER_MICROS = 50_000;
const ELSEWHERE: Elsewhere = { status: 'elsewhere', leader: null };

/** The keys of one participant in a transaction. */
type Share = Pick<PrepareTransactionRequest, 'reads' | 'writes'>;

/** Two-phase commit, at the leader of the group that coordinates a transaction (OSDI 2012, section 4.2.1). */
export class Coordinator {
  readonly #manager: TransactionManager;
  readonly #underWay = new Map<string, Future<CommitReply>>();

  constructor(manager: TransactionManager) {
    this.#manager = manager;
  }

  /** Commits a transaction, once: a retry gets the same ending. */
  *commit(request: CommitRequest): Task<CommitReply> {
    const { id } = request.transaction;
    const ending = this.#manager.replica.tablet.endings.get(id);
    if (ending !== undefined) return yield* this.#announce(ending);
    const underWay = this.#underWay.get(id) ?? this.#manager.host.spawn(`commit ${id}`, this.#coordinate(request));
    this.#underWay.set(id, underWay);
    const reply = yield* this.#manager.host.wait(underWay, Infinity, `transaction ${id} to end`);
    this.#underWay.delete(id);
    return reply ?? ELSEWHERE;
  }

  /** How a transaction ended. One that nobody knows will never commit: that is written down first. */
  *ending(id: string): Task<EndingReply> {
    const { tablet } = this.#manager.replica;
    if (this.#underWay.has(id)) return { status: 'open' };
    if (!tablet.endings.has(id) && !(yield* this.#manager.replica.propose({ type: 'abort', id }))) return ELSEWHERE;
    const timestamp = tablet.endings.get(id) ?? null;
    if (timestamp !== null) yield* this.#commitWait(timestamp);
    return { status: 'ended', timestamp };
  }

  /** Asks the leader of a group, wherever it is; undefined when none answers in time. */
  *askLeaderOf<R extends { readonly status: string }>(
    request: GroupRequest,
    timeoutMicros: number,
  ): Task<R | undefined> {
    const { host, replica } = this.#manager;
    const { members } = replica.environment;
    const deadline = host.now() + timeoutMicros;
    let server = host.name;
    for (let nth = members.indexOf(host.name) + 1; host.now() < deadline; nth++) {
      const patience = Math.min(CALL_TIMEOUT_MICROS, deadline - host.now());
      const reply = yield* host.call<R | Elsewhere>(server, request, patience);
      if (reply !== undefined && reply.status !== 'elsewhere') return reply as R;
      const hint = reply === undefined ? null : (reply as Elsewhere).leader;
      server = hint !== null && hint !== server ? hint : (members[nth % members.length] ?? host.name);
      if (hint === null) yield* host.sleep(5_000);
    }
    return undefined;
  }

  *#coordinate(request: CommitRequest): Task<CommitReply> {
    const { transaction } = request;
    const { host, replica, locks } = this.#manager;
    const shares = this.#shares(request);
    if (shares === undefined) return yield* this.#abort(transaction.id, [], 'a key moved');
    const own = shares.get(replica.group) ?? { reads: [], writes: [] };
    const others = [...shares].filter(([group]) => group !== replica.group);
    const participants = others.map(([group]) => group);
    const obstacle = yield* this.#manager.lockAll(transaction, own.reads, own.writes);
    if (obstacle !== undefined) return yield* this.#abort(transaction.id, [], obstacle);
    locks.enter(transaction);
    locks.protect(transaction.id);
    const floor = yield* this.#prepareAll(request, others);
    if (floor === undefined) return yield* this.#abort(transaction.id, participants, 'a participant refused');
    if (!this.#manager.isServing) return yield* this.#abort(transaction.id, participants, 'the lease ran out');
    host.sometimes('spanner: transaction over several groups', participants.length > 0);
    const timestamp = Math.max(this.#manager.nextTimestamp(), floor);
    this.#manager.assigned(timestamp);
    if (!(yield* this.#decide(transaction.id, timestamp, own.writes))) return ELSEWHERE;
    if (replica.tablet.endings.get(transaction.id) === null)
      return yield* this.#abort(transaction.id, participants, 'somebody who asked for its ending had it aborted');
    yield* this.#commitWait(timestamp);
    locks.release(transaction.id);
    this.#tell(participants, transaction.id, timestamp);
    return { status: 'committed', timestamp };
  }

  /** Phase one everywhere: the highest prepare timestamp, or undefined when somebody didn't prepare. */
  *#prepareAll(
    { transaction }: CommitRequest,
    others: readonly (readonly [string, Share])[],
  ): Task<number | undefined> {
    const { host, replica } = this.#manager;
    const asked = others.map(([group, share]) => {
      const request: PrepareTransactionRequest = {
        kind: 'prepare-transaction',
        group,
        coordinator: replica.group,
        transaction,
        ...share,
      };
      const task = this.askLeaderOf<PrepareTransactionReply>(request, PREPARE_TIMEOUT_MICROS);
      return host.spawn(`prepare ${transaction.id} at ${group}`, task);
    });
    let floor = 0;
    for (const answer of asked) {
      const reply = yield* host.wait(answer, Infinity, 'participants to prepare');
      if (reply?.status !== 'prepared') return undefined;
      floor = Math.max(floor, reply.timestamp);
    }
    return floor;
  }

  /** Writes the decision down; only then may anyone hear of it. */
  *#decide(id: string, timestamp: number, writes: Share['writes']): Task<boolean> {
    const { host, replica } = this.#manager;
    const logging = replica.propose({ type: 'commit', id, timestamp, writes });
    if (replica.environment.mechanisms.isDecisionLogged) return yield* logging;
    host.spawn(
      `log the decision on ${id} later`,
      (function* logLater(): Task<void> {
        yield* host.sleep(LOG_LATER_MICROS);
        yield* logging;
      })(),
    );
    return true;
  }

  *#abort(id: string, participants: readonly string[], why: string): Task<CommitReply> {
    this.#manager.host.reachable('spanner: transaction aborted by its coordinator');
    const isChosen = yield* this.#manager.replica.propose({ type: 'abort', id });
    this.#manager.locks.release(id);
    if (!isChosen) return ELSEWHERE;
    const ending = this.#manager.replica.tablet.endings.get(id) ?? null;
    if (ending !== null) return yield* this.#announce(ending);
    this.#tell(participants, id, null);
    return { status: 'aborted', why };
  }

  *#announce(ending: number | null): Task<CommitReply> {
    if (ending === null) return { status: 'aborted', why: 'it was aborted before' };
    yield* this.#commitWait(ending);
    return { status: 'committed', timestamp: ending };
  }

  *#commitWait(timestamp: number): Task<void> {
    const { host, clock, mechanisms } = this.#manager.replica.environment;
    yield* mechanisms.commitWait(host, clock, timestamp);
  }

  #tell(participants: readonly string[], id: string, timestamp: number | null): void {
    for (const group of participants) {
      const request: DecideRequest = { kind: 'decide', group, id, timestamp };
      this.#manager.host.spawn(`tell ${group} of ${id}`, this.askLeaderOf<DoneReply>(request, DECIDE_TIMEOUT_MICROS));
    }
  }

  /** Which group has which keys of a transaction; undefined when this server doesn't know one of them. */
  #shares({ reads, writes }: CommitRequest): Map<string, Share> | undefined {
    const { environment } = this.#manager.replica;
    const groups = new Map<string, Share>();
    for (const key of [...reads, ...writes.map((write) => write.key)]) {
      const group = environment.groupOf(key);
      if (group === undefined) return undefined;
      const isHere = (other: string): boolean => environment.groupOf(other) === group;
      if (!groups.has(group))
        groups.set(group, { reads: reads.filter(isHere), writes: writes.filter((write) => isHere(write.key)) });
    }
    return groups;
  }
}
