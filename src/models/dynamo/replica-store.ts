import type { Host } from '../../simulation/host.ts';
import type { Siblings } from '../parts/causality/version.ts';
import type { Mechanisms } from './mechanisms.ts';
import type { Entry } from './messages.ts';

interface StoreRecord {
  readonly key: string;
  /** Everything that is held of the key from now on; null: nothing any more. */
  readonly siblings: Siblings<unknown> | null;
}

const LOG = 'store';
const NONE: Siblings<unknown> = [];

/** The keys that a server holds, in memory and in a log on its disk. Changes are durable after the next sync. */
export class ReplicaStore {
  /** Counts changes. */
  revision = 0;
  readonly #host: Host;
  readonly #mechanisms: Mechanisms;
  readonly #contents = new Map<string, Siblings<unknown>>();

  constructor(host: Host, mechanisms: Mechanisms) {
    this.#host = host;
    this.#mechanisms = mechanisms;
    for (const { key, siblings } of host.read<StoreRecord>(LOG)) this.#set(key, siblings);
  }

  keys(): readonly string[] {
    return [...this.#contents.keys()];
  }

  get(key: string): Siblings<unknown> {
    return this.#contents.get(key) ?? NONE;
  }

  entries(keys: readonly string[]): readonly Entry[] {
    return keys.map((key) => ({ key, siblings: this.get(key) }));
  }

  /** Takes over what is news. */
  absorb(entries: readonly Entry[]): void {
    for (const { key, siblings } of entries) this.#change(key, this.#mechanisms.merge(this.get(key), siblings));
  }

  repair({ key, siblings }: Entry): void {
    this.#change(key, this.#mechanisms.applyRepair(this.get(key), siblings));
  }

  drop(key: string): void {
    this.#set(key, null);
    this.#host.mark('state', () => ({ key, value: null }));
    this.#write({ key, siblings: null });
  }

  #change(key: string, siblings: Siblings<unknown>): void {
    if (siblings === this.get(key)) return;
    this.#set(key, siblings);
    this.#host.mark('state', () => ({ key, value: siblings.map(({ value }) => value) }));
    this.#write({ key, siblings });
  }

  #set(key: string, siblings: Siblings<unknown> | null): void {
    this.revision++;
    if (siblings === null) this.#contents.delete(key);
    else this.#contents.set(key, siblings);
  }

  #write(record: StoreRecord): void {
    this.#host.append(LOG, record);
  }
}
