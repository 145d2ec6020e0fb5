import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { contextOf, type Siblings } from '../parts/causality/version.ts';
import type { Config } from './config.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Membership } from './membership.ts';
import type { Put, PutReply, Refusal, Store } from './messages.ts';
import type { Replica } from './replica.ts';

/**
 * Takes a client's write: a copy to each owner of the key, or, with a hint, to a stand-in for it. Answers when W
 * different servers hold it durably, or when no more can be reached: then itself is the last stand-in (Dynamo, 4.5 and
 * 4.6).
 */
export class WriteCoordinator {
  readonly #host: Host;
  readonly #config: Config;
  readonly #mechanisms: Mechanisms;
  readonly #membership: Membership;
  readonly #replica: Replica;

  constructor(host: Host, config: Config, mechanisms: Mechanisms, membership: Membership, replica: Replica) {
    this.#host = host;
    this.#config = config;
    this.#mechanisms = mechanisms;
    this.#membership = membership;
    this.#replica = replica;
  }

  *put({ key, dot, context, value }: Put): Task<PutReply | Refusal> {
    const host = this.#host;
    const seen = this.#mechanisms.contextOfPut(context, () => contextOf(this.#replica.lookUp(key)));
    const siblings = [{ dot, context: seen, value, writtenMicros: host.now() }];
    const owners = this.#membership.owners(key);
    const standIns = this.#standInsFor(key);
    const holders = new Set<string>();
    const decided = host.future<true>();
    let open = owners.length;
    for (const owner of owners) {
      const placed = host.spawn(`copy for ${owner}`, this.#place(key, siblings, owner, standIns));
      placed.onResolved((holder) => {
        open--;
        if (holder !== undefined) holders.add(holder);
        if (open === 0 || holders.size >= this.#config.writeQuorum) decided.resolve(true);
      });
    }
    yield* host.wait(decided, Infinity, `${this.#config.writeQuorum} copies of ${key} to be durable`);
    const isQuorum = holders.size >= this.#config.writeQuorum;
    if (!isQuorum && !this.#mechanisms.isSloppy) return { refused: 'fewer than W owners can be reached' };
    host.sometimes('a write was acknowledged by fewer than W servers', !isQuorum);
    return { isStored: true };
  }

  /** Who stands in for owners, in this order; each is drawn once a write. */
  #standInsFor(key: string): string[] {
    if (!this.#mechanisms.isSloppy) return [];
    const others = this.#membership.preferenceList(key).slice(this.#config.replicas);
    return others.filter((name) => name !== this.#host.name && this.#membership.isReachable(name));
  }

  /** Finds a server that keeps the owner's copy durably, and names it. */
  *#place(key: string, siblings: Siblings<unknown>, owner: string, standIns: string[]): Task<string | undefined> {
    const host = this.#host;
    const copy: Store = { kind: 'store', key, siblings, hintFor: null };
    if (this.#membership.isReachable(owner) && (yield* this.#isKept(owner, copy))) return owner;
    if (!this.#mechanisms.isSloppy) return undefined;
    const hint: Store = { ...copy, hintFor: owner };
    for (;;) {
      const standIn = standIns.shift() ?? host.name;
      if (!(yield* this.#isKept(standIn, hint))) continue;
      host.reachable(standIn === host.name ? 'a hint stayed with its coordinator' : 'a stand-in took a hint');
      return standIn;
    }
  }

  *#isKept(server: string, store: Store): Task<boolean> {
    const isKept = yield* this.#host.call<true>(server, store, this.#config.replicaTimeoutMicros);
    if (isKept === undefined) this.#membership.detector.missed(server);
    return isKept === true;
  }
}
