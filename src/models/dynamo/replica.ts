import type { Host } from '../../simulation/host.ts';
import type { Task } from '../../simulation/task.ts';
import type { Siblings } from '../parts/causality/version.ts';
import { HintStore } from '../parts/hints/hint-store.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Entry, Store } from './messages.ts';
import { ReplicaStore } from './replica-store.ts';

/** What a server holds, for itself and for others, and how coordinators come by it. */
export class Replica {
  readonly store: ReplicaStore;
  readonly hints: HintStore<Siblings<unknown>>;
  readonly #host: Host;
  readonly #mechanisms: Mechanisms;

  constructor(host: Host, mechanisms: Mechanisms) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    this.store = new ReplicaStore(host, mechanisms);
    this.hints = new HintStore(mechanisms.hintJournal(host), (held, incoming) => mechanisms.merge(held, incoming));
  }

  /** Everything it knows of a key, whoever it is kept for. */
  lookUp(key: string): Siblings<unknown> {
    return this.hints.heldUnder(key).reduce((all, held) => this.#mechanisms.merge(all, held), this.store.get(key));
  }

  /** Keeps a write; ends when it is durable. */
  *keep({ key, siblings, hintFor }: Store): Task<true> {
    if (hintFor === null) this.store.absorb([{ key, siblings }]);
    else this.hints.hold(hintFor, key, siblings);
    yield* this.#host.sync();
    return true;
  }

  /** Takes over what others held for it; ends when it is durable. */
  *receive(entries: readonly Entry[]): Task<true> {
    this.store.absorb(entries);
    yield* this.#host.sync();
    return true;
  }
}
