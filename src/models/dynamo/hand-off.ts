import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Config } from './config.ts';
import type { Membership } from './membership.ts';
import type { Entry, Handoff } from './messages.ts';
import type { Replica } from './replica.ts';

/**
 * Brings to their owners what a server holds for others: hints, and keys of which the ring has made others the owners.
 * A server lets go of either only when it is durable where it belongs.
 */
export class HandOff {
  readonly #host: Host;
  readonly #config: Config;
  readonly #membership: Membership;
  readonly #replica: Replica;

  constructor(host: Host, config: Config, membership: Membership, replica: Replica) {
    this.#host = host;
    this.#config = config;
    this.#membership = membership;
    this.#replica = replica;
  }

  *run(): Task<void> {
    for (;;) {
      yield* this.#host.sleep(this.#config.handoffMicros);
      for (const target of this.#replica.hints.targets())
        if (this.#membership.isReachable(target)) yield* this.#deliverHints(target);
      if (this.#membership.status !== 'joining') yield* this.#handOverForeignKeys();
      if (this.#membership.status === 'leaving' && this.#replica.store.keys().length === 0) yield* this.#depart();
    }
  }

  *#deliverHints(target: string): Task<void> {
    const { hints } = this.#replica;
    const entries = [...hints.heldFor(target)].map(([key, siblings]): Entry => ({ key, siblings }));
    if (!(yield* this.#isTaken(target, entries))) return;
    this.#host.reachable('hints were delivered');
    for (const { key, siblings } of entries) hints.release(target, key, siblings);
  }

  *#handOverForeignKeys(): Task<void> {
    const { store } = this.#replica;
    for (const entry of store.entries(store.keys().filter((key) => !this.#membership.owns(key)))) {
      const owners = this.#membership.owners(entry.key);
      if (!owners.every((owner) => this.#membership.isReachable(owner))) continue;
      let taken = 0;
      for (const owner of owners) if (yield* this.#isTaken(owner, [entry])) taken++;
      const isStillForeign = !this.#membership.owns(entry.key) && store.get(entry.key) === entry.siblings;
      if (taken < owners.length || !isStillForeign) continue;
      this.#host.reachable('a key went to its new owners');
      store.drop(entry.key);
    }
  }

  *#depart(): Task<void> {
    this.#membership.become('outside');
    yield* this.#host.sync();
    this.#host.reachable('a server left the ring');
  }

  *#isTaken(owner: string, entries: readonly Entry[]): Task<boolean> {
    const handoff: Handoff = { kind: 'handoff', entries };
    const isTaken = yield* this.#host.call<true>(owner, handoff, this.#config.replicaTimeoutMicros);
    if (isTaken === undefined) this.#membership.detector.missed(owner);
    return isTaken === true;
  }
}
