import type { ValueTable } from '../value-table.ts';
import type { ScannedValue } from './line-scanner.ts';
import { parseJson } from './parse-json.ts';

/** The texts of arrays that are remembered; when there are more, the memory starts anew. */
const ARRAY_LIMIT = 65_536;

/** Numbers of scanned values in a table of values. An array is parsed only when its text is new. */
export class ScannedIds {
  readonly #table: ValueTable;
  readonly #arrays: Map<string, number> = new Map();
  #text = '';
  #known: number | undefined;
  #parsed: unknown;

  constructor(table: ValueTable) {
    this.#table = table;
  }

  /** Takes a value from the bytes, and leaves the table as it is; false when its text is no JSON. */
  take(bytes: Buffer, { kind, integer, start, end }: ScannedValue): boolean {
    this.#text = '';
    this.#known = undefined;
    if (kind === 'null') this.#parsed = null;
    else if (kind === 'integer') this.#parsed = integer;
    else if (kind === 'string') this.#parsed = bytes.toString('latin1', start, end);
    else return this.#takeArray(bytes.toString('latin1', start, end));
    return true;
  }

  /** The number of the value that was taken last. */
  id(): number {
    if (this.#known !== undefined) return this.#known;
    const id = this.#table.idOf(this.#parsed);
    if (this.#text !== '') this.#remember(id);
    return id;
  }

  #takeArray(text: string): boolean {
    this.#text = text;
    this.#known = this.#arrays.get(text);
    if (this.#known !== undefined) return true;
    try {
      this.#parsed = parseJson(text);
      return true;
    } catch {
      return false;
    }
  }

  #remember(id: number): void {
    if (this.#arrays.size >= ARRAY_LIMIT) this.#arrays.clear();
    this.#arrays.set(this.#text, id);
  }
}
