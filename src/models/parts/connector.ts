/** Tells requests on one connection apart, so that none is taken twice or after a later one (as TCP does). */
export interface Connection {
  /** The server's incarnation that the client is connected to; -1 at first. */
  readonly incarnation: number;
  readonly number: number;
}

/** The server was started anew since the client connected to it, and took nothing since. */
export interface Reconnect {
  readonly status: 'reconnect';
  readonly incarnation: number;
}

/** A client's connections to servers: each request on one has the next number. */
export class Connector {
  readonly #incarnations = new Map<string, number>();
  #number = 0;

  next(server: string): Connection {
    return { incarnation: this.#incarnations.get(server) ?? -1, number: ++this.#number };
  }

  /**
   * Connects anew. True when the request may have had an effect for all that: a copy of it may have come to the earlier
   * incarnation. Who was never connected asked nobody.
   */
  reconnect(server: string, { incarnation }: Reconnect): boolean {
    const isLater = this.#incarnations.has(server);
    this.#incarnations.set(server, incarnation);
    return isLater;
  }
}
