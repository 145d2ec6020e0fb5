import { powerOfTwoFrom } from '../power-of-two.ts';
import { identityOf } from '../identity.ts';
import { WRITE, type Transactions } from './transactions.ts';

/**
 * Finds the write of a value to a key. Integers, which is what generators write, are in one table with open addressing; all else is in a map a
 * key, by its identity.
 */
export class WriteIndex {
  readonly #transactions: Transactions;
  /** Writes + 1; 0 is free. */
  readonly #table: Int32Array;
  readonly #others = new Map<number, Map<unknown, number>>();

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
    let writes = 0;
    for (const kind of transactions.opKind) if (kind === WRITE) writes++;
    this.#table = new Int32Array(powerOfTwoFrom(2 * writes + 2));
  }

  /** @returns the write that had the value before, or -1 when there was none and this one is in now */
  add(write: number): number {
    const key = this.#transactions.opKey[write]!;
    const value = this.#transactions.opValue[write];
    if (!Number.isInteger(value)) return this.#addOther(key, value, write);
    const slot = this.#slotOf(key, value as number);
    if (this.#table[slot] !== 0) return this.#table[slot]! - 1;
    this.#table[slot] = write + 1;
    return -1;
  }

  /** @returns the write of a value, or -1 */
  find(key: number, value: unknown): number {
    if (Number.isInteger(value)) return this.#table[this.#slotOf(key, value as number)]! - 1;
    return this.#others.get(key)?.get(identityOf(value)) ?? -1;
  }

  #addOther(key: number, value: unknown, write: number): number {
    let ofKey = this.#others.get(key);
    if (ofKey === undefined) this.#others.set(key, (ofKey = new Map()));
    const before = ofKey.get(identityOf(value));
    if (before === undefined) ofKey.set(identityOf(value), write);
    return before ?? -1;
  }

  /** Where a key's integer is, or would be. */
  #slotOf(key: number, value: number): number {
    const { opKey, opValue } = this.#transactions;
    const table = this.#table;
    const mask = table.length - 1;
    const mixed = Math.imul(Math.imul(key, 0x9e3779b1) ^ value, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (; table[slot] !== 0; slot = (slot + 1) & mask) {
      const write = table[slot]! - 1;
      if (opKey[write] === key && opValue[write] === value) break;
    }
    return slot;
  }
}
