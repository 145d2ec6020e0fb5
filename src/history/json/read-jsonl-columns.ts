import type { ColumnsBuilder } from '../columns-builder.ts';
import { locate } from '../history-error.ts';
import { decodeLine, lineBlocks } from '../input/line-blocks.ts';
import type { Intake } from '../intake.ts';
import { LineScanner } from './line-scanner.ts';
import { parseLine } from './read-jsonl.ts';
import { ScannedIds } from './scanned-ids.ts';
import { ScannedNames } from './scanned-names.ts';

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/** Reads JSON lines into columns: the usual lines by their bytes, any other through an operation. */
export async function readJsonlColumns(
  chunks: AsyncIterable<Buffer>,
  intake: Intake,
  builder: ColumnsBuilder,
): Promise<void> {
  const rows = new RowReader(intake, builder);
  let line = 0;
  for await (const { bytes, ended } of lineBlocks(chunks)) {
    rows.open(bytes);
    for (let start = 0; start < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, start);
      const end = newline < 0 ? bytes.length : newline;
      line++;
      try {
        if (!rows.readUsual(start, end)) rows.readAny(start, end, line, ended);
      } catch (error) {
        throw locate(error, { line });
      }
      start = end + 1;
    }
  }
}

class RowReader {
  readonly #intake: Intake;
  readonly #builder: ColumnsBuilder;
  readonly #scanner: LineScanner;
  readonly #values: ScannedIds;
  readonly #keys: ScannedIds;
  readonly #fs: ScannedNames;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(intake: Intake, builder: ColumnsBuilder) {
    this.#intake = intake;
    this.#builder = builder;
    this.#scanner = new LineScanner(intake.independent);
    this.#values = new ScannedIds(builder.values);
    this.#keys = new ScannedIds(builder.keys);
    this.#fs = new ScannedNames(builder.fs);
  }

  open(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#scanner.bytes = bytes;
  }

  /** False when the line is not a usual one; nothing has changed then. */
  readUsual(start: number, end: number): boolean {
    const scanner = this.#scanner;
    const { sequence } = this.#intake;
    const ended = end > start && this.#bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (!scanner.scan(start, ended)) return false;
    if (!this.#values.take(this.#bytes, scanner.value)) return false;
    if (scanner.pairs && !this.#keys.take(this.#bytes, scanner.key)) return false;
    const index = scanner.index < 0 ? sequence.nextIndex : scanner.index;
    const time = scanner.time < 0 ? sequence.nextTime : scanner.time;
    sequence.advance(index, time, scanner.time >= 0);
    const builder = this.#builder;
    const process = builder.processes.idOf(this.#intake.nameClient(scanner.process, scanner.type));
    const f = this.#fs.idOf(this.#bytes, scanner.fStart, scanner.fEnd);
    const key = scanner.pairs ? this.#keys.id() : -1;
    builder.pushRow(index, time, process, scanner.type, f, this.#values.id(), key);
    return true;
  }

  readAny(start: number, end: number, line: number, ended: boolean): void {
    const text = decodeLine(this.#bytes, start, end, line);
    if (text !== '') this.#builder.push(this.#intake.accept(parseLine(text, line, ended)));
  }
}
