import type { OpenClass } from './timeline.ts';
import { TupleTable } from './tuple-table.ts';

/**
 * How many calls without return of each open class took effect, numbered. Number 0 means none at all.
 * Calls of a class take effect in the order of their invocations, so a count says which.
 */
export class OpenUses {
  readonly #table: TupleTable;
  readonly #width: number;
  readonly #scratch: Int32Array;

  constructor(openClasses: number) {
    this.#width = openClasses;
    this.#table = new TupleTable(openClasses);
    this.#scratch = new Int32Array(openClasses);
    this.#table.idOf(this.#scratch);
  }

  get bytes(): number {
    return this.#table.bytes;
  }

  countOf(uses: number, openClass: number): number {
    return this.#table.arena[uses * this.#width + openClass]!;
  }

  /** The number of the calls of a root: of each open class as many as are among `done`. */
  numberOf(openClasses: readonly OpenClass[], done: readonly number[]): number {
    const before = new Set(done);
    openClasses.forEach(({ rows }, openClass) => {
      this.#scratch[openClass] = rows.filter((row) => before.has(row)).length;
    });
    return this.#table.idOf(this.#scratch);
  }

  /** `uses` with one more call of an open class. */
  oneMore(uses: number, openClass: number): number {
    const base = uses * this.#width;
    for (let i = 0; i < this.#width; i++) this.#scratch[i] = this.#table.arena[base + i]!;
    this.#scratch[openClass]!++;
    return this.#table.idOf(this.#scratch);
  }

  /** Whether `fewer` used at most as many calls of each class as `more`. */
  includes(fewer: number, more: number): boolean {
    const { arena } = this.#table;
    const a = fewer * this.#width;
    const b = more * this.#width;
    for (let i = 0; i < this.#width; i++) if (arena[a + i]! > arena[b + i]!) return false;
    return true;
  }
}
