import type { Host } from '../../simulation/host.ts';
import type { Message } from '../../simulation/request.ts';
import type { Task } from '../../simulation/task.ts';

const PAUSE_MICROS = 15_000;

/** The reply of a server that doesn't lead: who may. */
export interface NotLeading {
  readonly status: 'not-leading';
  readonly leader: string | null;
}

/** Finds who leads: asks who answered last, follows hints, and else goes round. */
export class LeaderSession {
  readonly #host: Host;
  readonly servers: readonly string[];
  #leader: string;

  constructor(host: Host, servers: readonly string[]) {
    this.#host = host;
    this.servers = servers;
    this.#leader = servers[0] ?? '';
  }

  /** The leader's reply, or undefined when there was none before the deadline: then the request may have been served. */
  *ask<R extends { readonly status: string }>(
    message: Message,
    tryMicros: number,
    timeoutMicros: number,
    isWanted: () => boolean = () => true,
  ): Task<Exclude<R, NotLeading> | undefined> {
    const deadline = this.#host.now() + timeoutMicros;
    for (let nth = 0; isWanted() && this.#host.now() < deadline; nth++) {
      const patience = Math.min(tryMicros, deadline - this.#host.now());
      const server = this.#leader;
      const reply = yield* this.#host.call<R | NotLeading>(server, message, patience);
      if (reply !== undefined && reply.status !== 'not-leading') return reply as Exclude<R, NotLeading>;
      const hint = reply === undefined ? null : (reply as NotLeading).leader;
      this.#leader = hint !== null && hint !== server ? hint : (this.servers[nth % this.servers.length] ?? server);
      if (hint === null || hint === server) yield* this.#host.sleep(PAUSE_MICROS);
    }
    return undefined;
  }
}
