import { ValueTable } from '../../history/value-table.ts';

/** No value. */
export const NONE = -1;

const MOST_SCANS = 16;

/** The numbered values of a history, and numbers for values that only occur inside others, such as the two of a `cas`. */
export class ValueNumbers {
  readonly values: readonly unknown[];
  /** Numbers of values that were looked for among all. */
  readonly #scanned = new Map<unknown, number>();
  #table: ValueTable | undefined;
  readonly #first: number[] = [];
  readonly #second: number[] = [];

  /** @param values distinct values, each numbered by its position, as `Columns.values` */
  constructor(values: readonly unknown[]) {
    this.values = values;
  }

  get count(): number {
    return this.#table?.values.length ?? this.values.length;
  }

  valueOf(id: number): unknown {
    return this.#table === undefined ? this.values[id] : this.#table.values[id];
  }

  /** The number of a value, which gets a new one when the history does not have it. */
  idOf(value: unknown): number {
    if (this.#table === undefined) {
      // Numbering all values again is dear, and often no more is asked than for the initial value.
      const isScalar = typeof value !== 'object' || value === null;
      const found = isScalar ? this.#scanned.get(value) : undefined;
      if (found !== undefined) return found;
      const known = isScalar && this.#scanned.size < MOST_SCANS ? this.values.indexOf(value) : NONE;
      if (known !== NONE) {
        this.#scanned.set(value, known);
        return known;
      }
      this.#table = tableOf(this.values);
    }
    return this.#table.idOf(value);
  }

  /** The number of the first value of the pair `id`, or NONE when it is no pair. */
  firstOf(id: number): number {
    this.#split(id);
    return this.#first[id]!;
  }

  /** The number of the second value of the pair `id`, or NONE when it is no pair. */
  secondOf(id: number): number {
    this.#split(id);
    return this.#second[id]!;
  }

  #split(id: number): void {
    if (this.#first[id] !== undefined) return;
    const value = this.valueOf(id);
    const pair: readonly unknown[] | undefined = Array.isArray(value) && value.length === 2 ? value : undefined;
    this.#first[id] = pair === undefined ? NONE : this.idOf(pair[0]);
    this.#second[id] = pair === undefined ? NONE : this.idOf(pair[1]);
  }
}

function tableOf(values: readonly unknown[]): ValueTable {
  const table = new ValueTable();
  values.forEach((value, id) => {
    if (table.idOf(value) !== id) throw new Error(`value ${id} of the columns equals an earlier one`);
  });
  return table;
}
