import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import { LeaderSession } from '../../parts/leader-session.ts';
import { Mutex } from '../../parts/mutex.ts';
import { LOCK_IDLE_MICROS, LOCK_RENEWAL_MICROS, STOCK_TIMEOUT_MICROS, STOCK_TRY_MICROS } from '../config.ts';
import type { LockMessage, LockReply, StoreMessage, StoreReply } from '../messages.ts';
import { type Draft, HeldStripe, type TimeWindow } from './held-stripe.ts';

/** A reply that is no hint where to ask. */
type Told<R> = Exclude<R, { readonly status: 'not-leading' }>;

/**
 * The stripes whose locks a shop holds. A shop goes on as if it held a lock until someone tells it otherwise: it can't know
 * better, since it may be paused at any moment. The store refuses what comes under a token that is out of date. But when
 * the lock service is silent, a shop does nothing: what it has not begun can be refused for sure.
 */
export class Stripes {
  readonly #host: Host;
  readonly #locks: LeaderSession;
  readonly #store: LeaderSession;
  readonly #held = new Map<number, HeldStripe>();
  readonly #mutexes: readonly Mutex[];
  readonly #failsOpen: boolean;
  /** What was in each stripe when it was last held. */
  readonly #known = new Map<number, HeldStripe>();
  #isRenewing = false;
  /** Whether the lock service was silent when it was asked last. */
  #isInDoubt = false;

  constructor(host: Host, servers: readonly string[], count: number, failsOpen: boolean) {
    this.#host = host;
    this.#failsOpen = failsOpen;
    this.#locks = new LeaderSession(host, servers);
    this.#store = new LeaderSession(host, servers);
    this.#mutexes = Array.from({ length: count }, (_, stripe) => new Mutex(host, `stripe ${stripe}`));
  }

  /** Lets one task at a time work on these stripes. */
  *lock(stripes: readonly number[]): Task<void> {
    for (const stripe of inOrder(stripes)) yield* this.#mutexes[stripe]?.lock() ?? nothing();
  }

  unlock(stripes: readonly number[]): void {
    for (const stripe of inOrder(stripes)) this.#mutexes[stripe]?.unlock();
  }

  /** A stripe with its lock; or who holds that; or undefined where that can't be known. */
  *hold(stripe: number): Task<HeldStripe | { readonly holder: string } | undefined> {
    const known = this.#held.get(stripe);
    if (known !== undefined && !this.#isInDoubt) return known;
    if (known !== undefined) return yield* this.#holdOn(known);
    return yield* this.#acquire(stripe);
  }

  /** Before anything is done under a lock in doubt, the lock service must be heard again. */
  *#holdOn(known: HeldStripe): Task<HeldStripe | { readonly holder: string } | undefined> {
    const { stripe, token } = known;
    const reply = yield* this.#ask({ kind: 'renew-locks', locks: [[stripe, token]] });
    this.#host.sometimes('inventory: a shop in doubt does nothing', reply === undefined);
    if (reply?.status !== 'renewed') return this.#lastKnown(stripe);
    if (reply.stripes.includes(stripe)) return known;
    this.#forget(known);
    return yield* this.#acquire(stripe);
  }

  *#acquire(stripe: number): Task<HeldStripe | { readonly holder: string } | undefined> {
    const lock = yield* this.#ask({ kind: 'acquire-lock', stripe });
    if (lock?.status === 'held') return { holder: lock.holder };
    if (lock?.status !== 'granted') return this.#lastKnown(stripe);
    const { token } = lock;
    const opened = yield* this.askStore({ kind: 'open-stripe', stripe, token });
    if (opened?.status !== 'opened') return this.#lastKnown(stripe);
    const held = new HeldStripe(stripe, token, opened.contents, this.#host.now());
    this.#held.set(stripe, held);
    this.#known.set(stripe, held);
    this.#keepRenewing();
    return held;
  }

  /** Has the store change stripes, all or none. When it isn't known what came of it, they have to be opened anew. */
  *change(drafts: readonly (readonly [HeldStripe, Draft])[], window: TimeWindow): Task<Told<StoreReply> | undefined> {
    const changes = drafts.map(([held, draft]) => held.sign(draft));
    const answered = yield* this.askStore({ kind: 'change-stripes', changes, ...window });
    const reply = answered ?? this.#assume();
    for (const [held, draft] of drafts) {
      held.usedAt = this.#host.now();
      if (reply?.status === 'changed') held.made(draft, reply.at);
      else if (reply?.status !== 'too-early' && reply?.status !== 'too-late') this.#forget(held);
    }
    const isUnknown = reply === undefined || reply.status === 'unknown';
    this.#host.sometimes('inventory: a change came under an old token', reply?.status === 'fenced');
    this.#host.sometimes('inventory: a shop does not know what came of a change', isUnknown);
    return reply;
  }

  /** Gives a stripe's lock back. */
  *release(stripe: number): Task<void> {
    const held = this.#held.get(stripe);
    if (held === undefined) return;
    this.#forget(held);
    yield* this.#ask({ kind: 'release-lock', stripe, token: held.token });
  }

  askStore(message: StoreMessage): Task<Told<StoreReply> | undefined> {
    return this.#store.ask<StoreReply>(message, STOCK_TRY_MICROS, STOCK_TIMEOUT_MICROS);
  }

  /** Asks the lock service: less patiently when it was silent last time. */
  *#ask(message: LockMessage): Task<Told<LockReply> | undefined> {
    const patienceMicros = this.#isInDoubt ? STOCK_TRY_MICROS : STOCK_TIMEOUT_MICROS;
    const reply = yield* this.#locks.ask<LockReply>(message, STOCK_TRY_MICROS, patienceMicros);
    this.#isInDoubt = reply === undefined;
    return reply;
  }

  /** What a shop goes by when the store does not answer: nothing, unless it would rather answer than be right. */
  #assume(): Told<StoreReply> | undefined {
    return this.#failsOpen ? { status: 'changed', at: this.#host.now() } : undefined;
  }

  #lastKnown(stripe: number): HeldStripe | undefined {
    return this.#failsOpen ? this.#known.get(stripe) : undefined;
  }

  #forget(held: HeldStripe): void {
    if (this.#held.get(held.stripe) === held) this.#held.delete(held.stripe);
  }

  #keepRenewing(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    this.#host.spawn('renew locks', this.#renew());
  }

  /** Keeps the locks that are in use, and gives back the others. */
  *#renew(): Task<void> {
    while (this.#held.size > 0) {
      yield* this.#host.sleep(LOCK_RENEWAL_MICROS);
      const idle = [...this.#held.values()].filter(({ usedAt }) => this.#host.now() - usedAt > LOCK_IDLE_MICROS);
      for (const { stripe } of idle) {
        yield* this.lock([stripe]);
        yield* this.release(stripe);
        this.unlock([stripe]);
      }
      const asked = [...this.#held.values()];
      if (asked.length === 0) continue;
      const locks = asked.map(({ stripe, token }) => [stripe, token] as const);
      const reply = yield* this.#ask({ kind: 'renew-locks', locks });
      if (reply?.status !== 'renewed') continue;
      for (const held of asked) if (!reply.stripes.includes(held.stripe)) this.#forget(held);
    }
    this.#isRenewing = false;
  }
}

function inOrder(stripes: readonly number[]): readonly number[] {
  return [...new Set(stripes)].toSorted((a, b) => a - b);
}

function* nothing(): Task<void> {
  // There is no such stripe, so nothing to wait for.
}
