/** Where hints are written down, so that they survive a restart: a log of records. */
export interface Journal {
  append(log: string, record: unknown): void;
  read<T>(log: string): readonly T[];
}

interface HintRecord<T> {
  readonly target: string;
  readonly key: string;
  /** Null: it was delivered. */
  readonly content: T | null;
}

const LOG = 'hints';

/** What a stand-in keeps for replicas that could not be reached, until they can (Dynamo, 4.6: hinted handoff). */
export class HintStore<T> {
  readonly #journal: Journal;
  readonly #merge: (held: T, incoming: T) => T;
  readonly #hints = new Map<string, Map<string, T>>();

  constructor(journal: Journal, merge: (held: T, incoming: T) => T) {
    this.#journal = journal;
    this.#merge = merge;
    for (const { target, key, content } of journal.read<HintRecord<T>>(LOG)) this.#set(target, key, content);
  }

  /** Keeps something for a target; durable after the next sync. */
  hold(target: string, key: string, content: T): void {
    const held = this.#hints.get(target)?.get(key);
    const merged = held === undefined ? content : this.#merge(held, content);
    if (merged === held) return;
    this.#set(target, key, merged);
    this.#write({ target, key, content: merged });
  }

  /** The target has it: dropped, unless more came to be held in the meantime. */
  release(target: string, key: string, delivered: T): void {
    if (this.#hints.get(target)?.get(key) !== delivered) return;
    this.#set(target, key, null);
    this.#write({ target, key, content: null });
  }

  /** Nodes for which something is held. */
  targets(): readonly string[] {
    return [...this.#hints.keys()];
  }

  /** What is held for a target, by key. */
  heldFor(target: string): ReadonlyMap<string, T> {
    return this.#hints.get(target) ?? new Map<string, T>();
  }

  /** What is held under a key, whoever it is for. */
  heldUnder(key: string): readonly T[] {
    const found: T[] = [];
    for (const held of this.#hints.values()) {
      const content = held.get(key);
      if (content !== undefined) found.push(content);
    }
    return found;
  }

  #set(target: string, key: string, content: T | null): void {
    const held = this.#hints.get(target) ?? new Map<string, T>();
    if (content === null) held.delete(key);
    else held.set(key, content);
    if (held.size === 0) this.#hints.delete(target);
    else this.#hints.set(target, held);
  }

  #write(record: HintRecord<T>): void {
    this.#journal.append(LOG, record);
  }
}
