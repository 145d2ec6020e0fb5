import { hashText } from '../../simulation/hash.ts';
import type { Topology } from '../../simulation/topology.ts';
import { HashRing } from '../parts/ring/hash-ring.ts';
import { SHARD_NAME } from './topology.ts';

const VIRTUAL_NODES = 150;

/** Who is where: users live in the region of their number, there on a shard by hash. The same for everybody, and fixed. */
export class Directory {
  readonly shards: readonly string[];
  readonly #members = new Map<string, string[]>();
  readonly #shardOfUser = new Map<string, string>();
  readonly #chatServers = new Map<string, string[]>();

  constructor({ servers, clients }: Topology) {
    const shardsOfRegion = new Map<string, Set<string>>();
    for (const { name, votes, region } of servers) {
      if (!votes) {
        if (name.startsWith('chat-')) push(this.#chatServers, region, name);
        continue;
      }
      const shard = SHARD_NAME.exec(name)?.[0] ?? name;
      push(this.#members, shard, name);
      const shards = shardsOfRegion.get(region) ?? new Set();
      shardsOfRegion.set(region, shards.add(shard));
    }
    this.shards = [...this.#members.keys()];
    for (const { name, region } of clients) {
      const members = [...(shardsOfRegion.get(region) ?? [])].map((shard) => ({ name: shard, place: shard }));
      const [shard = ''] = new HashRing(members, VIRTUAL_NODES, hashText).preferenceList(name, 1);
      this.#shardOfUser.set(name, shard);
    }
  }

  /** @throws RangeError for a user that isn't there. */
  shardOf(user: string): string {
    const shard = this.#shardOfUser.get(user);
    if (shard === undefined) throw new RangeError(`there is no user ${user}`);
    return shard;
  }

  usersOf(shard: string): readonly string[] {
    return [...this.#shardOfUser].flatMap(([user, of]) => (of === shard ? [user] : []));
  }

  membersOf(shard: string): readonly string[] {
    return this.#members.get(shard) ?? [];
  }

  /** The servers that devices of a region connect to. */
  chatServersIn(region: string): readonly string[] {
    return this.#chatServers.get(region) ?? [];
  }
}

function push(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
