import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Config } from './config.ts';
import type { Membership } from './membership.ts';
import type { Entry, RingChangeOrder, Transfer } from './messages.ts';
import type { Replica } from './replica.ts';

/**
 * How a server comes into the ring and leaves it. A joining server first takes over the ranges that will be its own
 * from every member, then says that it is one. A leaving one says so, and then hands over its keys as foreign ones.
 */
export class RingChange {
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

  /** Goes on with a join that a restart broke off. */
  start(): void {
    if (this.#membership.status === 'joining') this.#host.spawn('join', this.#takeOver());
  }

  /**
   * Takes an operator's order; ends when it is durable. One that is repeated, or that takes one too many, has no
   * effect.
   */
  *order({ kind }: RingChangeOrder): Task<true> {
    const { status } = this.#membership;
    if (kind === 'join' && status === 'outside') {
      this.#membership.become('joining');
      this.start();
    }
    if (kind === 'leave' && status === 'member' && this.#isSpare()) this.#membership.become('leaving');
    yield* this.#host.sync();
    return true;
  }

  /** What a joining server will own. */
  transferTo(joining: string): readonly Entry[] {
    const { store } = this.#replica;
    return store.entries(this.#membership.futureKeysOf(joining, store.keys()));
  }

  /** Whether enough others stay in the ring to replicate every key. */
  #isSpare(): boolean {
    const others = this.#membership.peers().filter((name) => this.#membership.isMember(name));
    return others.length >= this.#config.replicas;
  }

  *#takeOver(): Task<void> {
    const transfer: Transfer = { kind: 'transfer' };
    for (const peer of this.#membership.peers().filter((name) => this.#membership.isMember(name))) {
      let entries: readonly Entry[] | undefined;
      while (entries === undefined && this.#membership.isMember(peer))
        entries = yield* this.#host.call<readonly Entry[]>(peer, transfer, this.#config.tryTimeoutMicros);
      this.#host.sometimes('a range went to a joining server', entries !== undefined && entries.length > 0);
      this.#replica.store.absorb(entries ?? []);
    }
    yield* this.#host.sync();
    this.#membership.become('member');
    yield* this.#host.sync();
    this.#host.reachable('a server joined the ring');
  }
}
