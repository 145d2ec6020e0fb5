import type { Columns } from '../../../history/columns.ts';

/** Some of the objects of a history, as a history of their own. */
export interface Part {
  readonly columns: Columns;
  /** By position in the part: position in the whole history. */
  readonly rows: Int32Array;
}

/**
 * Takes a history apart into so many parts, each object whole in one of them, with about as many operations each. The same
 * history comes apart in the same way on every machine.
 */
export function partsOf(columns: Columns, count: number): readonly Part[] {
  const sizes = new Int32Array(columns.keys.length + 1);
  for (let row = 0; row < columns.length; row++) sizes[columns.key[row]! + 1]!++;
  const loads = new Float64Array(count);
  const partOf = new Int32Array(sizes.length);
  const largestFirst = Array.from(sizes, (_, object) => object).sort((a, b) => sizes[b]! - sizes[a]!);
  for (const object of largestFirst) {
    const lightest = loads.indexOf(Math.min(...loads));
    partOf[object] = lightest;
    loads[lightest]! += sizes[object]!;
  }
  const used = Array.from(loads, (_, part) => part).filter((part) => loads[part]! > 0);
  const all = used.map((part) => new Int32Array(loads[part]!));
  const numberOf = new Map(used.map((part, number) => [part, number]));
  const next = new Int32Array(used.length);
  for (let row = 0; row < columns.length; row++) {
    const number = numberOf.get(partOf[columns.key[row]! + 1]!)!;
    all[number]![next[number]!++] = row;
  }
  const moved = new Int32Array(columns.length);
  for (const rows of all) for (let i = 0; i < rows.length; i++) moved[rows[i]!] = i;
  return all.map((rows) => partAt(columns, rows, moved));
}

/** @param moved by position in the whole history: position in its part */
function partAt(columns: Columns, rows: Int32Array, moved: Int32Array): Part {
  const { length } = rows;
  const values = new Renumbering(columns.values);
  const keys = new Renumbering(columns.keys);
  values.numberOf(0);
  const part = {
    type: new Uint8Array(length),
    process: new Int32Array(length),
    f: new Int32Array(length),
    value: new Int32Array(length),
    key: new Int32Array(length),
    time: new Float64Array(length),
    index: new Float64Array(length),
    pair: new Int32Array(length),
  };
  for (let i = 0; i < length; i++) {
    const row = rows[i]!;
    part.type[i] = columns.type[row]!;
    part.process[i] = columns.process[row]!;
    part.f[i] = columns.f[row]!;
    part.value[i] = values.numberOf(columns.value[row]!);
    part.key[i] = keys.numberOf(columns.key[row]!);
    part.time[i] = columns.time[row]!;
    part.index[i] = columns.index[row]!;
    part.pair[i] = columns.pair[row]! < 0 ? -1 : moved[columns.pair[row]!]!;
  }
  const { clients, observers, fNames } = columns;
  return { rows, columns: { length, ...part, clients, observers, fNames, values: values.items, keys: keys.items } };
}

/** Numbers the items of a list that a part needs, in the order in which it asks for them. */
class Renumbering {
  readonly items: unknown[] = [];
  readonly #all: readonly unknown[];
  readonly #numbers: Int32Array;

  constructor(all: readonly unknown[]) {
    this.#all = all;
    this.#numbers = new Int32Array(all.length).fill(-1);
  }

  /** The new number of the item `id`; -1 stays. */
  numberOf(id: number): number {
    if (id < 0) return -1;
    const known = this.#numbers[id]!;
    if (known >= 0) return known;
    return (this.#numbers[id] = this.items.push(this.#all[id]) - 1);
  }
}
