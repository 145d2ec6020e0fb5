import { identityOf } from '../identity.ts';
import type { TimestampedOperation } from './timestamped.ts';

/** Finds out who wrote a value to a key. */
export interface WriterIndex {
  /** Of several writers of one value the acknowledged one. */
  find(key: unknown, value: unknown): TimestampedOperation | undefined;
  /** Whether writers of what is overwritten are left out, so that a writer who isn't found may have been there. */
  readonly forgets: boolean;
}

/** Who wrote which value to which key; built when a read needs it for the first time. */
export class Writers implements WriterIndex {
  readonly forgets = false;
  readonly #operations: readonly TimestampedOperation[];
  #byKey: Map<unknown, Map<unknown, TimestampedOperation>> | undefined;

  constructor(operations: readonly TimestampedOperation[]) {
    this.#operations = operations;
  }

  find(key: unknown, value: unknown): TimestampedOperation | undefined {
    this.#byKey ??= this.#build();
    return this.#byKey.get(identityOf(key))?.get(identityOf(value));
  }

  #build(): Map<unknown, Map<unknown, TimestampedOperation>> {
    const byKey = new Map<unknown, Map<unknown, TimestampedOperation>>();
    for (const operation of this.#operations) {
      for (const [f, key, value] of operation.accesses) {
        if (f === 'r') continue;
        const identity = identityOf(key);
        let byValue = byKey.get(identity);
        if (byValue === undefined) byKey.set(identity, (byValue = new Map()));
        if (byValue.get(identityOf(value))?.outcome !== 'ok') byValue.set(identityOf(value), operation);
      }
    }
    return byKey;
  }
}
