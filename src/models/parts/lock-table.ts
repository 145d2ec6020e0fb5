import { Condition } from '../../simulation/condition.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';

export type LockMode = 'shared' | 'exclusive';

/** Who asks for a lock. Smaller priorities are older, and win. */
export interface LockOwner {
  readonly id: string;
  readonly priority: number;
}

/** Whether two locks of different owners on one key exclude each other, and whether one held suffices for one wanted. */
export interface LockRules {
  conflicts(held: LockMode, wanted: LockMode): boolean;
  suffices(held: LockMode, wanted: LockMode): boolean;
}

/** Shared locks go together, everything else excludes; only an exclusive lock stands for both. */
export const CORRECT_LOCK_RULES: LockRules = {
  conflicts: (held, wanted) => held === 'exclusive' || wanted === 'exclusive',
  suffices: (held, wanted) => held === 'exclusive' || wanted === 'shared',
};

interface Holder {
  readonly priority: number;
  readonly locks: Map<string, LockMode>;
  /** Prepared or committing: can no longer be wounded. */
  isProtected: boolean;
  touchedAt: number;
}

/**
 * Two-phase locks with wound-wait: an older transaction wounds a younger one that is in its way, a younger one waits for
 * an older, so nobody waits in a circle (Rosenkrantz, Stearns, Lewis, TODS 1978). Volatile, as in Spanner.
 */
export class LockTable {
  readonly #host: Host;
  readonly #rules: LockRules;
  readonly #released: Condition;
  readonly #holders = new Map<string, Holder>();
  /** Transactions that lost or gave up their locks. */
  readonly #gone = new Set<string>();

  constructor(host: Host, rules: LockRules) {
    this.#host = host;
    this.#rules = rules;
    this.#released = new Condition(host, 'a lock');
  }

  /**
   * Waits for a lock: true once it is held, false when the time is over, or when the owner has released its locks or lost
   * them: then it gets no others (two phases), or a late request would hide that they were gone for a while.
   */
  *acquire(owner: LockOwner, key: string, mode: LockMode, timeoutMicros: number): Task<boolean> {
    const deadline = this.#host.now() + timeoutMicros;
    this.enter(owner);
    for (;;) {
      const own = this.#holders.get(owner.id);
      if (own === undefined) return false;
      own.touchedAt = this.#host.now();
      const held = own.locks.get(key);
      if (held !== undefined && this.#rules.suffices(held, mode)) return true;
      if (this.#clearTheWay(owner, key, mode)) {
        own.locks.set(key, mode);
        return true;
      }
      const patience = deadline - this.#host.now();
      if (patience <= 0) return false;
      this.#host.reachable('locks: transaction waits');
      yield* this.#released.wait(patience);
    }
  }

  /** Makes a transaction known, so that it can hold locks. */
  enter({ id, priority }: LockOwner): void {
    if (this.#holders.has(id) || this.#gone.has(id)) return;
    this.#holders.set(id, { priority, locks: new Map(), isProtected: false, touchedAt: this.#host.now() });
  }

  /** Gives locks that a replicated record proves, without asking anyone. */
  restore(owner: LockOwner, key: string, mode: LockMode): void {
    this.enter(owner);
    this.#holders.get(owner.id)?.locks.set(key, mode);
  }

  holds(id: string, key: string): boolean {
    return this.#holders.get(id)?.locks.has(key) === true;
  }

  isKnown(id: string): boolean {
    return this.#holders.has(id);
  }

  /** From now on nobody can wound it. */
  protect(id: string): void {
    const holder = this.#holders.get(id);
    if (holder !== undefined) holder.isProtected = true;
  }

  /** Releases everything a transaction holds, for good. */
  release(id: string): void {
    if (!this.#holders.delete(id)) return;
    this.#gone.add(id);
    this.#released.notify();
  }

  /** Whether anyone holds a key for which the condition is true. */
  isAnyHeld(isAffected: (key: string) => boolean): boolean {
    for (const { locks } of this.#holders.values()) for (const key of locks.keys()) if (isAffected(key)) return true;
    return false;
  }

  /** Releases what unprotected transactions hold on some keys. */
  releaseUnprotected(isAffected: (key: string) => boolean): void {
    for (const [id, holder] of [...this.#holders])
      if (!holder.isProtected && [...holder.locks.keys()].some(isAffected)) this.release(id);
  }

  /** Releases transactions that were not heard of for so long. */
  releaseIdle(idleMicros: number): void {
    const now = this.#host.now();
    for (const [id, holder] of [...this.#holders])
      if (!holder.isProtected && now - holder.touchedAt > idleMicros) this.release(id);
  }

  /** Wounds younger transactions that are in the way; true when none is left there. */
  #clearTheWay(owner: LockOwner, key: string, mode: LockMode): boolean {
    let isClear = true;
    for (const [id, holder] of [...this.#holders]) {
      const held = holder.locks.get(key);
      if (id === owner.id || held === undefined || !this.#rules.conflicts(held, mode)) continue;
      if (holder.isProtected || !isOlder(owner, { id, priority: holder.priority })) isClear = false;
      else {
        this.#host.reachable('locks: younger transaction wounded');
        this.release(id);
      }
    }
    return isClear;
  }
}

function isOlder(a: LockOwner, b: LockOwner): boolean {
  return a.priority < b.priority || (a.priority === b.priority && a.id < b.id);
}
