import { INITIAL } from './dependencies.ts';
import { READ, WRITE, type Transactions } from './transactions.ts';

/** The transactions that write one key, and for each of them those that read its version. */
export interface WriterGroup {
  readonly key: number;
  readonly writers: readonly number[];
  readonly readers: readonly (readonly number[])[];
}

/** The transactions that read each version, each once: chains through the reads, by the write that they saw. */
export class VersionReaders {
  readonly #transactions: Transactions;
  /** By write the last read of it, and by read the one before; -1 ends a chain. */
  readonly #last: Int32Array;
  readonly #previous: Int32Array;
  readonly #lastOfInitial: Int32Array;

  constructor(transactions: Transactions, readsFrom: Int32Array) {
    const { opKind, opKey, keys } = transactions;
    this.#transactions = transactions;
    this.#last = new Int32Array(opKind.length).fill(-1);
    this.#previous = new Int32Array(opKind.length).fill(-1);
    this.#lastOfInitial = new Int32Array(keys.length).fill(-1);
    for (let op = 0; op < opKind.length; op++) {
      const write = readsFrom[op]!;
      if (opKind[op] !== READ || write < INITIAL) continue;
      const [chains, at] = write === INITIAL ? [this.#lastOfInitial, opKey[op]!] : [this.#last, write];
      this.#previous[op] = chains[at]!;
      chains[at] = op;
    }
  }

  of(write: number): number[] {
    return this.#collect(this.#last[write]!);
  }

  ofInitial(key: number): number[] {
    return this.#collect(this.#lastOfInitial[key]!);
  }

  #collect(read: number): number[] {
    const readers: number[] = [];
    for (let op = read; op !== -1; op = this.#previous[op]!) {
      const reader = this.#transactions.opTransaction[op]!;
      // Reads of one transaction are neighbours in the chain.
      if (readers.at(-1) !== reader) readers.push(reader);
    }
    return readers;
  }
}

/** By key the transactions that took effect and wrote it, each once, in the order of their invocations. */
export function writersByKey({ opKind, opKey, opTransaction, keys }: Transactions, present: Uint8Array): number[][] {
  const writers: number[][] = keys.map(() => []);
  for (let op = 0; op < opKind.length; op++) {
    const t = opTransaction[op]!;
    const ofKey = writers[opKey[op]!]!;
    if (opKind[op] === WRITE && present[t] === 1 && ofKey.at(-1) !== t) ofKey.push(t);
  }
  return writers;
}

/** All writers by key with their readers, for the search. */
export function groupWriters(
  transactions: Transactions,
  present: Uint8Array,
  versionReaders: VersionReaders,
): WriterGroup[] {
  const { opStart, opKind, opKey } = transactions;
  const readersOf = (writer: number, key: number): number[] => {
    const readers = new Set<number>();
    for (let op = opStart[writer]!; op < opStart[writer + 1]!; op++) {
      if (opKind[op] === WRITE && opKey[op] === key) for (const reader of versionReaders.of(op)) readers.add(reader);
    }
    return [...readers];
  };
  return writersByKey(transactions, present).map((writers, key) => ({
    key,
    writers,
    readers: writers.map((writer) => readersOf(writer, key)),
  }));
}
