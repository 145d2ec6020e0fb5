import { canonicalText } from './canonical.ts';

/** Numbers values from 0 in the order of their first appearance, equal values alike, so that checkers compare integers. */
export class ValueTable {
  readonly values: unknown[] = [];
  readonly #scalars: Map<unknown, number> = new Map();
  readonly #composites: Map<string, number> = new Map();

  /** @throws HistoryError for a value that is no data or nests too deep (see `canonicalText`). */
  idOf(value: unknown): number {
    if (typeof value === 'object' && value !== null) return this.#idIn(this.#composites, canonicalText(value), value);
    const scalar = typeof value === 'bigint' ? narrow(value) : (value ?? null);
    return this.#idIn(this.#scalars, scalar, scalar);
  }

  #idIn<Key>(ids: Map<Key, number>, key: Key, value: unknown): number {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = this.values.length;
    ids.set(key, id);
    this.values.push(value);
    return id;
  }
}

function narrow(value: bigint): bigint | number {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
