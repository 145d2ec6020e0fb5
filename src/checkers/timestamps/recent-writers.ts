import type { TimestampedOperation } from '../external-consistency/timestamped.ts';
import type { WriterIndex } from '../external-consistency/writers.ts';
import { identityOf } from '../identity.ts';

/** Who wrote which value, but for what is overwritten: grows with what is open, and with the newest version of each key. */
export class RecentWriters implements WriterIndex {
  readonly forgets = true;
  size = 0;
  readonly #byKey = new Map<unknown, Map<unknown, TimestampedOperation>>();

  find(key: unknown, value: unknown): TimestampedOperation | undefined {
    return this.#byKey.get(identityOf(key))?.get(identityOf(value));
  }

  add(operation: TimestampedOperation): void {
    for (const [f, key, value] of operation.accesses) {
      if (f === 'r') continue;
      const identity = identityOf(key);
      let byValue = this.#byKey.get(identity);
      if (byValue === undefined) this.#byKey.set(identity, (byValue = new Map()));
      const before = byValue.size;
      byValue.set(identityOf(value), operation);
      this.size += byValue.size - before;
    }
  }

  forget(key: unknown, value: unknown): void {
    if (this.#byKey.get(identityOf(key))?.delete(identityOf(value)) === true) this.size--;
  }
}
