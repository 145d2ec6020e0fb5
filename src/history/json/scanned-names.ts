import type { ValueTable } from '../value-table.ts';

interface KnownName {
  readonly bytes: Uint8Array;
  readonly id: number;
}

/** More names than this are looked up as strings. */
const NAME_LIMIT = 16;

/** Numbers of the few names that come again and again, found by their bytes: no string is made for them. */
export class ScannedNames {
  readonly #table: ValueTable;
  readonly #known: KnownName[] = [];

  constructor(table: ValueTable) {
    this.#table = table;
  }

  idOf(bytes: Buffer, start: number, end: number): number {
    for (const known of this.#known) if (isAt(bytes, start, end, known.bytes)) return known.id;
    const id = this.#table.idOf(bytes.toString('latin1', start, end));
    if (this.#known.length < NAME_LIMIT) this.#known.push({ bytes: Uint8Array.from(bytes.subarray(start, end)), id });
    return id;
  }
}

function isAt(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
  if (end - start !== name.length) return false;
  for (let offset = 0; offset < name.length; offset++) if (bytes[start + offset] !== name[offset]) return false;
  return true;
}
