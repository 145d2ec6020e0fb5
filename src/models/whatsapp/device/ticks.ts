import type { Host } from '../../../simulation/host.ts';

const RANK = { sent: 1, delivered: 2, read: 3 } as const;
export type Tick = keyof typeof RANK;

/** The ticks beside the messages that a user has sent: one, two, or two blue ones. They never go back. */
export class Ticks {
  readonly #host: Host;
  readonly #bodies = new Map<string, string>();
  readonly #ranks = new Map<string, number>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** A message that is about to be sent. */
  expect(id: string, body: string): void {
    this.#bodies.set(id, body);
  }

  set(id: string, tick: Tick): void {
    const body = this.#bodies.get(id);
    if (body === undefined || RANK[tick] <= (this.#ranks.get(id) ?? 0)) return;
    this.#ranks.set(id, RANK[tick]);
    this.#host.observe('tick', { user: this.#host.name, body, id, tick });
  }
}
