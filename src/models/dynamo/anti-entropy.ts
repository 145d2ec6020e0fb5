import { hashText } from '../../simulation/hash.ts';
import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import { identityOf } from '../parts/causality/version.ts';
import { childrenOf, LEAF_LEVEL, MerkleTree } from '../parts/merkle/merkle-tree.ts';
import type { Config } from './config.ts';
import type { Membership } from './membership.ts';
import type { Entry, Exchange, Hashes } from './messages.ts';
import type { ReplicaStore } from './replica-store.ts';

interface CachedTree {
  readonly revision: string;
  readonly tree: MerkleTree;
}

/** Compares with each peer in turn the tree over the keys that both own, and exchanges what differs (Dynamo, 4.7). */
export class AntiEntropy {
  readonly #host: Host;
  readonly #config: Config;
  readonly #membership: Membership;
  readonly #store: ReplicaStore;
  readonly #trees = new Map<string, CachedTree>();

  constructor(host: Host, config: Config, membership: Membership, store: ReplicaStore) {
    this.#host = host;
    this.#config = config;
    this.#membership = membership;
    this.#store = store;
  }

  *run(): Task<void> {
    const peers = this.#membership.peers();
    for (let turn = this.#host.randomBelow(peers.length); ; turn++) {
      yield* this.#host.sleep(this.#config.antiEntropyMicros);
      const peer = peers[turn % peers.length];
      if (peer !== undefined && this.#isWorthAsking(peer)) yield* this.#compareWith(peer);
    }
  }

  hashes(peer: string, { level, nodes }: Hashes): readonly number[] {
    return this.#treeWith(peer).hashes(level, nodes);
  }

  /** Takes over a peer's keys, and gives its own in return. */
  exchange(peer: string, { leaves, entries }: Exchange): readonly Entry[] {
    const own = this.#entriesBelow(peer, leaves);
    this.#store.absorb(entries);
    return own;
  }

  #isWorthAsking(peer: string): boolean {
    return this.#membership.isMember(peer) && this.#membership.isReachable(peer);
  }

  *#compareWith(peer: string): Task<void> {
    let nodes: readonly number[] = [0];
    for (let level = 0; level <= LEAF_LEVEL; level++) {
      const question: Hashes = { kind: 'hashes', level, nodes };
      const theirs = yield* this.#host.call<readonly number[]>(peer, question, this.#config.replicaTimeoutMicros);
      if (theirs === undefined) return this.#membership.detector.missed(peer);
      const mine = this.#treeWith(peer).hashes(level, nodes);
      const differing = nodes.filter((_, nth) => theirs[nth] !== mine[nth]);
      if (differing.length === 0) return;
      nodes = level === LEAF_LEVEL ? differing : differing.flatMap((node) => childrenOf(node));
    }
    const exchange: Exchange = { kind: 'exchange', leaves: nodes, entries: this.#entriesBelow(peer, nodes) };
    const theirs = yield* this.#host.call<readonly Entry[]>(peer, exchange, this.#config.replicaTimeoutMicros);
    if (theirs === undefined) return this.#membership.detector.missed(peer);
    this.#host.reachable('anti-entropy found a difference');
    this.#store.absorb(theirs);
  }

  #entriesBelow(peer: string, leaves: readonly number[]): readonly Entry[] {
    return this.#store.entries(this.#treeWith(peer).keysOf(leaves));
  }

  #treeWith(peer: string): MerkleTree {
    const revision = `${this.#store.revision}/${this.#membership.revision}`;
    const cached = this.#trees.get(peer);
    if (cached?.revision === revision) return cached.tree;
    const tree = new MerkleTree();
    for (const key of this.#store.keys()) {
      const owners = this.#membership.owners(key);
      if (owners.includes(this.#host.name) && owners.includes(peer))
        tree.set(key, hashText(identityOf(this.#store.get(key))));
    }
    this.#trees.set(peer, { revision, tree });
    return tree;
  }
}
