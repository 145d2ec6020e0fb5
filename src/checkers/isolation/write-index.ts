import { powerOfTwoFrom } from '../power-of-two.ts';
import { identityOf } from '../identity.ts';
import { WRITE, type Transactions } from './transactions.ts';

/**
 * Finds the write of a value to a key. Integers, which is what generators write, are in a table with open addressing, in a part of it for each key:
 * keys come and go, and those of the moment stay in the caches. All else is in a map a key, by its identity.
 */
export class WriteIndex {
  readonly #transactions: Transactions;
  /** The part of a key begins at its start, ends at the next one's, and has a power of two of slots. Writes + 1; 0 is free. */
  readonly #table: Int32Array;
  readonly #start: Int32Array;
  readonly #others = new Map<number, Map<unknown, number>>();

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
    const { opKind, opKey, keys } = transactions;
    const start = new Int32Array(keys.length + 1);
    for (let op = 0; op < opKind.length; op++) if (opKind[op] === WRITE) start[opKey[op]! + 1]!++;
    for (let key = 0; key < keys.length; key++) start[key + 1] = start[key]! + powerOfTwoFrom(2 * start[key + 1]! + 1);
    this.#start = start;
    this.#table = new Int32Array(start[keys.length]!);
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
    const { opValue } = this.#transactions;
    const table = this.#table;
    const start = this.#start[key]!;
    const mask = this.#start[key + 1]! - start - 1;
    const mixed = Math.imul(value, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (; table[start + slot] !== 0; slot = (slot + 1) & mask) if (opValue[table[start + slot]! - 1] === value) break;
    return start + slot;
  }
}
