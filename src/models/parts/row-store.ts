/** One row as a write-ahead log carries it; null for a row that is deleted. */
export type RowWrite = readonly [table: string, id: string, row: unknown];

/**
 * Tables of rows in memory. A transaction is a procedure that runs alone from beginning to end (Stonebraker et al., "The
 * End of an Architectural Era", VLDB 2007, section 3); what it wrote is taken as redo lines for a log.
 */
export class RowStore {
  readonly #tables = new Map<string, Map<string, unknown>>();
  #writes: RowWrite[] = [];

  /** @returns the row as it was put; the protocol of the table says its shape. */
  get<R>(table: string, id: string): R | undefined {
    return this.#tables.get(table)?.get(id) as R | undefined;
  }

  /** Rows in the order in which they were first put. */
  rows<R>(table: string): readonly R[] {
    return [...(this.#tables.get(table)?.values() ?? [])] as R[];
  }

  put(table: string, id: string, row: unknown): void {
    this.#writes.push([table, id, row]);
    this.#apply(table, id, row);
  }

  delete(table: string, id: string): void {
    this.put(table, id, null);
  }

  /** What was written since the last call. */
  takeWrites(): readonly RowWrite[] {
    const writes = this.#writes;
    this.#writes = [];
    return writes;
  }

  /** Does again what a log says. */
  redo(writes: readonly RowWrite[]): void {
    for (const [table, id, row] of writes) this.#apply(table, id, row);
  }

  #apply(table: string, id: string, row: unknown): void {
    let rows = this.#tables.get(table);
    if (rows === undefined) {
      rows = new Map();
      this.#tables.set(table, rows);
    }
    if (row === null) rows.delete(id);
    else rows.set(id, row);
  }
}
