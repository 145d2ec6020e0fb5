import type { Topology } from '../../simulation/topology.ts';
import { PUSH_GATEWAY } from './topology.ts';

/** Who is where: the shard of each user and its servers, and the chat servers of each region. Fixed, and known to all. */
export class Directory {
  readonly shards: readonly string[];
  /** Who wakes sleeping apps; undefined in a plan without it. */
  readonly pushGateway: string | undefined;
  readonly #members = new Map<string, string[]>();
  readonly #shardOfUser = new Map<string, string>();
  readonly #chatServers = new Map<string, string[]>();

  constructor({ servers, clients }: Topology) {
    for (const { name, quorum, region } of servers) {
      if (quorum !== undefined) push(this.#members, quorum, name);
      else if (name !== PUSH_GATEWAY) push(this.#chatServers, region, name);
    }
    this.shards = [...this.#members.keys()];
    this.pushGateway = servers.find(({ name }) => name === PUSH_GATEWAY)?.name;
    for (const { name, quorum } of clients) if (quorum !== undefined) this.#shardOfUser.set(name, quorum);
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
