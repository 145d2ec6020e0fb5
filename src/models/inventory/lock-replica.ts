import type { Host } from '../../simulation/host.ts';
import type { Request } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import { boundedClock } from '../parts/interval-clock.ts';
import { CORRECT_LOG } from '../parts/replicated-log/mechanisms.ts';
import { type LogOwner, ReplicatedLog } from '../parts/replicated-log/replicated-log.ts';
import { CLOCK_ERROR_MICROS, LOCK_LEASE_MICROS } from './config.ts';
import type { LockMessage, LockReply, RenewLocks } from './messages.ts';
import { logOptions, type Rest } from './rest.ts';

export const LOCK_LOG = 'locks';

/** What the log of locks holds. The token of a grant is the number of its slot, so tokens only rise. */
type LockCommand =
  | { readonly type: 'grant'; readonly stripe: number; readonly holder: string }
  | { readonly type: 'release'; readonly stripe: number; readonly token: number };

interface Lock {
  readonly holder: string;
  readonly token: number;
}

/**
 * One replica of the lock service: who holds which stripe, under which token. A lock is a lease that runs out by the
 * leader's own clock, whatever its holder believes (Burrows, "The Chubby lock service", OSDI 2006, section 2.8); a new
 * leader gives every holder a whole lease.
 */
export class LockReplica implements LogOwner {
  readonly log: ReplicatedLog;
  readonly #host: Host;
  readonly #locks = new Map<number, Lock>();
  readonly #until = new Map<number, number>();
  /** Stripes whose next holder is being decided. */
  readonly #undecided = new Map<number, string>();
  #isServing = false;

  constructor(host: Host, members: readonly string[], rest: Rest) {
    this.#host = host;
    const clock = boundedClock(host, CLOCK_ERROR_MICROS);
    this.log = new ReplicatedLog(host, clock, logOptions(LOCK_LOG, members, CORRECT_LOG, rest), this);
  }

  receive(request: Request): void {
    const hint = this.log.leaderHint;
    const leader = hint === undefined || hint === this.#host.name ? null : hint;
    if (!this.#isServing) return request.reply({ status: 'not-leading', leader } satisfies LockReply);
    const message = request.message as LockMessage;
    if (message.kind === 'renew-locks') return request.reply(this.#renew(message));
    this.#host.spawn(message.kind, this.#change(message, request.from)).onResolved((reply) => request.reply(reply));
  }

  apply(slot: number, command: unknown): void {
    const change = command as LockCommand | null;
    if (change?.type === 'grant') {
      this.#locks.set(change.stripe, { holder: change.holder, token: slot });
      this.#extend(change.stripe);
    } else if (change?.type === 'release' && this.#locks.get(change.stripe)?.token === change.token)
      this.#locks.delete(change.stripe);
  }

  elected(): void {
    this.#isServing = true;
    this.#host.sometimes('inventory: another server leads the locks', this.log.chosenUpTo > 1);
    for (const stripe of this.#locks.keys()) this.#extend(stripe);
  }

  deposed(): void {
    this.#isServing = false;
  }

  note(): unknown {
    return null;
  }

  noted(): void {
    // Followers need to know nothing besides the log.
  }

  *#change(message: Exclude<LockMessage, RenewLocks>, from: string): Task<LockReply> {
    const { stripe } = message;
    if (message.kind === 'release-lock') {
      const isDone = yield* this.log.propose({ type: 'release', stripe, token: message.token } satisfies LockCommand);
      return { status: isDone ? 'released' : 'unknown' };
    }
    const next = this.#undecided.get(stripe);
    if (next !== undefined) return { status: 'held', holder: next };
    const lock = this.#locks.get(stripe);
    const isBound = lock !== undefined && lock.holder !== from && this.#host.now() < (this.#until.get(stripe) ?? 0);
    if (isBound) return { status: 'held', holder: lock.holder };
    this.#host.sometimes('inventory: a lock ran out under its holder', lock !== undefined && lock.holder !== from);
    this.#undecided.set(stripe, from);
    const isGranted = yield* this.log.propose({ type: 'grant', stripe, holder: from } satisfies LockCommand);
    this.#undecided.delete(stripe);
    const granted = this.#locks.get(stripe);
    if (!isGranted || granted === undefined) return { status: 'unknown' };
    return granted.holder === from
      ? { status: 'granted', token: granted.token }
      : { status: 'held', holder: granted.holder };
  }

  #renew({ locks }: RenewLocks): LockReply {
    const kept = locks.filter(([stripe, token]) => this.#locks.get(stripe)?.token === token);
    for (const [stripe] of kept) this.#extend(stripe);
    return { status: 'renewed', stripes: kept.map(([stripe]) => stripe) };
  }

  #extend(stripe: number): void {
    this.#until.set(stripe, this.#host.now() + LOCK_LEASE_MICROS);
  }
}
