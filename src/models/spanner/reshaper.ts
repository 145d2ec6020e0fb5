import type { Task } from '../../simulation/task.ts';
import { contains } from './commands.ts';
import type { AbsorbRequest, DoneReply, MergeRequest, SplitRequest } from './messages.ts';
import type { TransactionManager } from './transaction-manager.ts';

const DRAIN_TIMEOUT_MICROS = 1_000_000;
const DRAIN_STEP_MICROS = 20_000;
const HANDOVER_TIMEOUT_MICROS = 500_000;

/** Moves keys between groups while transactions run: as commands in the logs, once no transaction holds the keys. */
export class Reshaper {
  readonly #manager: TransactionManager;
  /** Keys for which it is true take no new locks. */
  #isMoving: ((key: string) => boolean) | undefined = undefined;

  constructor(manager: TransactionManager) {
    this.#manager = manager;
  }

  isMoving(key: string): boolean {
    return this.#isMoving?.(key) === true;
  }

  /** A new leader of a group that is frozen goes on handing over. */
  resume(): void {
    if (this.#manager.replica.tablet.frozenInto !== undefined) this.#manager.host.spawn('hand over', this.#handOver());
  }

  /** Keys from `at` on go to a new group. */
  *split({ at, into }: SplitRequest): Task<DoneReply> {
    const { replica } = this.#manager;
    if (!contains(replica.tablet.range, at)) return { status: 'ok' };
    if (!(yield* this.#drain((key) => key >= at))) return { status: 'refused', why: 'keys stay in use' };
    yield* replica.propose({ type: 'split', at, into, floor: this.#floor() });
    this.#isMoving = undefined;
    this.#manager.host.sometimes('spanner: tablet split', !contains(replica.tablet.range, at));
    return contains(replica.tablet.range, at)
      ? { status: 'refused', why: 'the split was not chosen' }
      : { status: 'ok' };
  }

  /** All keys go to a neighbour, and this group is no more. */
  *merge({ into }: MergeRequest): Task<DoneReply> {
    const { replica } = this.#manager;
    if (replica.tablet.frozenInto === undefined) {
      if (!(yield* this.#drain(() => true))) return { status: 'refused', why: 'keys stay in use' };
      const isChosen = yield* replica.propose({ type: 'freeze', into, floor: this.#floor() });
      this.#isMoving = undefined;
      if (!isChosen) return { status: 'refused', why: 'the merge was not chosen' };
    }
    yield* this.#handOver();
    return { status: 'ok' };
  }

  /**
   * Waits until nothing protected holds the keys; others are released. True when they are free, as far as this manager can
   * know: when it no longer serves, another one gives out locks.
   */
  *#drain(isAffected: (key: string) => boolean): Task<boolean> {
    const { host, locks, replica } = this.#manager;
    if (this.#isMoving !== undefined) return false;
    this.#isMoving = isAffected;
    for (let waited = 0; waited < DRAIN_TIMEOUT_MICROS; waited += DRAIN_STEP_MICROS) {
      locks.releaseUnprotected(isAffected);
      if (!this.#manager.isServing) break;
      if (!locks.isAnyHeld(isAffected) && !replica.tablet.isPrepared(isAffected)) return true;
      yield* host.sleep(DRAIN_STEP_MICROS);
    }
    this.#isMoving = undefined;
    return false;
  }

  /** Offers the keys to the neighbour until it has them. */
  *#handOver(): Task<void> {
    const { replica, coordinator, host } = this.#manager;
    const { frozenInto } = replica.tablet;
    if (frozenInto === undefined) return;
    const from = replica.group;
    const request: AbsorbRequest = { kind: 'absorb', group: frozenInto, from, handover: replica.tablet.handover() };
    while (replica.manager === this.#manager) {
      const reply = yield* coordinator.askLeaderOf<DoneReply>(request, HANDOVER_TIMEOUT_MICROS);
      if (reply?.status !== 'ok') continue;
      host.reachable('spanner: tablets merged');
      return;
    }
  }

  /** No timestamp at or below it may be given to the moved keys again. */
  #floor(): number {
    return this.#manager.nextTimestamp();
  }
}
