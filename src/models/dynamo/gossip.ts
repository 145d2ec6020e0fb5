import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Config } from './config.ts';
import type { Membership } from './membership.ts';
import type { Gossip } from './messages.ts';

/** Spreads the view of the members: each round to one peer that is reachable, and to one that may be so again. */
export class Gossiper {
  readonly #host: Host;
  readonly #config: Config;
  readonly #membership: Membership;

  constructor(host: Host, config: Config, membership: Membership) {
    this.#host = host;
    this.#config = config;
    this.#membership = membership;
  }

  /** Begins when it is durable what this server was set up as: it must not be mistaken for an emptied one. */
  *run(): Task<void> {
    yield* this.#host.sync();
    for (;;) {
      yield* this.#host.sleep(this.#config.gossipMicros);
      this.#membership.beat();
      const peers = this.#membership.peers();
      this.#tellOneOf(peers.filter((name) => this.#membership.isReachable(name)));
      this.#tellOneOf(peers.filter((name) => !this.#membership.isReachable(name)));
    }
  }

  receive(from: string, gossip: Gossip): void {
    this.#membership.hear(gossip.members);
    if (gossip.wantsAnswer) this.#tell(from, false);
  }

  #tellOneOf(names: readonly string[]): void {
    const name = names[this.#host.randomBelow(names.length)];
    if (name !== undefined) this.#tell(name, true);
  }

  #tell(name: string, wantsAnswer: boolean): void {
    const gossip: Gossip = { kind: 'gossip', members: this.#membership.entries(), wantsAnswer };
    this.#host.send(name, gossip);
  }
}
