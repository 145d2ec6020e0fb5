import type { Host } from '../../simulation/host.ts';
import type { Request } from '../../simulation/request.ts';
import type { Connection, Elsewhere } from './messages.ts';

/** Lets each request of a client in once, and none after a later one: what TCP does below the real protocol. */
export class Connections {
  readonly #host: Host;
  readonly #last = new Map<string, number>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Whether to take the request. One that was sent to an earlier incarnation is told so. */
  admit(request: Request, { incarnation, number }: Connection): boolean {
    if (incarnation !== this.#host.restarts) {
      request.reply({ status: 'reconnect', incarnation: this.#host.restarts } satisfies Elsewhere);
      return false;
    }
    const isRepeated = number <= (this.#last.get(request.from) ?? 0);
    this.#host.sometimes('kafka: a request came twice or too late', isRepeated);
    if (isRepeated) return false;
    this.#last.set(request.from, number);
    return true;
  }
}
