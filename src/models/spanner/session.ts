import type { Host } from '../../simulation/host.ts';
import type { Message } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';
import type { Elsewhere, LocateReply, LocateRequest } from './messages.ts';

const CALL_TIMEOUT_MICROS = 450_000;
const PAUSE_MICROS = 15_000;

/** Where a client's requests go: to who led the key's group last, then round all servers until the deadline. */
export class Session {
  readonly #host: Host;
  readonly #servers: readonly string[];
  readonly #leaders = new Map<string, string>();

  /** @param home the server beside the client, which is asked first. */
  constructor(host: Host, servers: readonly string[], home: string) {
    this.#host = host;
    this.#servers = [home, ...servers.filter((server) => server !== home)];
  }

  /** Asks servers in turn until one answers itself; undefined when none did before the deadline. */
  *ask<R extends { readonly status: string }>(
    about: string,
    message: Message,
    deadline: number,
  ): Task<Exclude<R, Elsewhere> | undefined> {
    let server = this.#leaders.get(about) ?? this.#servers[0] ?? '';
    for (let nth = 0; this.#host.now() < deadline; nth++) {
      const patience = Math.min(CALL_TIMEOUT_MICROS, deadline - this.#host.now());
      const reply = yield* this.#host.call<R | Elsewhere>(server, message, patience);
      if (reply !== undefined && reply.status !== 'elsewhere') {
        this.#leaders.set(about, server);
        return reply as Exclude<R, Elsewhere>;
      }
      const hint = reply === undefined ? null : (reply as Elsewhere).leader;
      server = hint !== null && hint !== server ? hint : (this.#servers[nth % this.#servers.length] ?? server);
      if (hint === null) yield* this.#host.sleep(PAUSE_MICROS);
    }
    return undefined;
  }

  /** Which group has a key. */
  *locate(key: string, deadline: number): Task<string | undefined> {
    const request: LocateRequest = { kind: 'locate', key };
    const reply = yield* this.ask<LocateReply>(`location of ${key}`, request, deadline);
    if (reply?.leader !== undefined && reply.leader !== null) this.#leaders.set(reply.group, reply.leader);
    return reply?.group;
  }

  /** All servers: the one `rank` places from home first, so that different replicas get to answer. */
  nearestFirst(rank: number): readonly string[] {
    const start = rank % this.#servers.length;
    return [...this.#servers.slice(start), ...this.#servers.slice(0, start)];
  }

  /** Tells every server that a transaction is given up. */
  release(id: string): void {
    for (const server of this.#servers) this.#host.send(server, { kind: 'release', id } as Message);
  }
}
