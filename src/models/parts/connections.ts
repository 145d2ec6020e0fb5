import type { Host } from '../../simulation/host.ts';
import type { Request } from '../../simulation/request.ts';
import type { Connection, Reconnect } from './connector.ts';

/** Lets each request of a client in once, and none after a later one: what TCP does below the real protocol. */
export class Connections {
  readonly #host: Host;
  readonly #mark: string;
  readonly #last = new Map<string, number>();

  /** @param system whose mark a request makes that is not let in */
  constructor(host: Host, system: string) {
    this.#host = host;
    this.#mark = `${system}: a request came twice or too late`;
  }

  /** Whether to take the request. One that was sent to an earlier incarnation is told so. */
  admit(request: Request, { incarnation, number }: Connection): boolean {
    if (incarnation !== this.#host.restarts) {
      request.reply({ status: 'reconnect', incarnation: this.#host.restarts } satisfies Reconnect);
      return false;
    }
    const isRepeated = number <= (this.#last.get(request.from) ?? 0);
    this.#host.sometimes(this.#mark, isRepeated);
    if (isRepeated) return false;
    this.#last.set(request.from, number);
    return true;
  }
}
