import type { Columns } from './columns.ts';
import type { Operation } from './operation.generated.ts';
import { codeOfType } from './operation-type.ts';
import { Processes } from './processes.ts';
import { ValueTable } from './value-table.ts';

const INITIAL_CAPACITY = 32;

/** Collects a history's columns operation by operation; no operation is kept as an object. */
export class ColumnsBuilder {
  readonly processes: Processes = new Processes();
  readonly fs: ValueTable = new ValueTable();
  readonly values: ValueTable = new ValueTable();
  readonly keys: ValueTable = new ValueTable();
  #length = 0;
  #type = new Uint8Array(INITIAL_CAPACITY);
  #process = new Int32Array(INITIAL_CAPACITY);
  #f = new Int32Array(INITIAL_CAPACITY);
  #value = new Int32Array(INITIAL_CAPACITY);
  #key = new Int32Array(INITIAL_CAPACITY);
  #time = new Float64Array(INITIAL_CAPACITY);
  #index = new Float64Array(INITIAL_CAPACITY);
  #pair = new Int32Array(INITIAL_CAPACITY);

  /** Numbers `null` first, so that it is 0 in every history. */
  constructor() {
    this.values.idOf(null);
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Adds an operation. Its extra field `key`, if any, becomes its key.
   *
   * @throws HistoryError when it contradicts those before it (see `Processes.step`), or its value is no data.
   */
  push(operation: Operation): void {
    const { index, time, process, type, f, value } = operation;
    const key = operation['key'] === undefined ? -1 : this.keys.idOf(operation['key']);
    this.pushRow(
      index,
      time,
      this.processes.idOf(process),
      codeOfType(type),
      this.fs.idOf(f),
      this.values.idOf(value),
      key,
    );
  }

  /** `push` for a caller that has the numbers already: `process`, `f`, `value` and `key` as the tables gave them. */
  pushRow(index: number, time: number, process: number, type: number, f: number, value: number, key: number): void {
    const row = this.#length;
    const invocation = this.processes.step(process, type, row);
    if (row === this.#type.length) this.#grow();
    this.#type[row] = type;
    this.#process[row] = process;
    this.#f[row] = f;
    this.#value[row] = value;
    this.#key[row] = key;
    this.#time[row] = time;
    this.#index[row] = index;
    this.#pair[row] = invocation;
    if (invocation >= 0) this.#pair[invocation] = row;
    this.#length = row + 1;
  }

  /** The columns of what was pushed, cut to length. The builder is not used after it. */
  finish(): Columns {
    const length = this.#length;
    return {
      length,
      type: this.#type.slice(0, length),
      process: this.#process.slice(0, length),
      f: this.#f.slice(0, length),
      value: this.#value.slice(0, length),
      key: this.#key.slice(0, length),
      time: this.#time.slice(0, length),
      index: this.#index.slice(0, length),
      pair: this.#pair.slice(0, length),
      clients: this.processes.clients,
      observers: this.processes.observers,
      fNames: this.fs.values.map(String),
      values: this.values.values,
      keys: this.keys.values,
    };
  }

  #grow(): void {
    const capacity = this.#type.length * 2;
    this.#type = enlarge(this.#type, new Uint8Array(capacity));
    this.#process = enlarge(this.#process, new Int32Array(capacity));
    this.#f = enlarge(this.#f, new Int32Array(capacity));
    this.#value = enlarge(this.#value, new Int32Array(capacity));
    this.#key = enlarge(this.#key, new Int32Array(capacity));
    this.#time = enlarge(this.#time, new Float64Array(capacity));
    this.#index = enlarge(this.#index, new Float64Array(capacity));
    this.#pair = enlarge(this.#pair, new Int32Array(capacity));
  }
}

function enlarge<Column extends Uint8Array | Int32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
