import { statSync } from 'node:fs';
import { ColumnsBuilder } from './columns-builder.ts';
import type { Columns } from './columns.ts';
import { readEdn } from './edn/read-edn.ts';
import { History } from './history.ts';
import { HistoryError, locate } from './history-error.ts';
import { detectFormat } from './input/detect-format.ts';
import type { Format, RecordReader } from './input/format.ts';
import { nameOf, openSource, type Source } from './input/source.ts';
import { Intake } from './intake.ts';
import { readJepsenLog, readJepsenText } from './jepsen/read-jepsen.ts';
import { readJsonArray } from './json/read-json-array.ts';
import { readJsonl } from './json/read-jsonl.ts';
import { readJsonlColumns } from './json/read-jsonl-columns.ts';
import type { Operation } from './operation.generated.ts';
import { codeOfType } from './operation-type.ts';
import { Processes } from './processes.ts';

export interface ReadOptions {
  /** Default: recognised from the content. */
  readonly format?: Format;
  /** Takes the value `[key, value]` of client operations apart; the key becomes the extra field `key`. Default: false. */
  readonly independent?: boolean;
  /**
   * Takes what Jepsen's own files do: a process that goes on after `info` gets a new number, time may go back, indices
   * may have gaps. Default: true, but false for `jsonl`, the format of this project.
   */
  readonly renumber?: boolean;
}

const readers: Readonly<Record<Format, RecordReader>> = {
  jsonl: readJsonl,
  json: readJsonArray,
  edn: readEdn,
  'jepsen-text': readJepsenText,
  'jepsen-log': readJepsenLog,
};

/**
 * Reads a history from a file or a stream.
 *
 * @throws HistoryError with file, line and field, for the first thing that is wrong: bytes that are not of the format,
 *   a field that breaks the schema, operations that contradict each other.
 */
export async function readHistory(source: Source, options: ReadOptions = {}): Promise<History> {
  const operations: Operation[] = [];
  await readOperations(source, options, (operation) => operations.push(operation));
  // Where time may not go back, the intake has refused it, with the line.
  return new History(operations, { approximateTime: true });
}

/**
 * Hands over the operations of a file or a stream one by one, in order, and keeps none.
 *
 * @throws HistoryError as `readHistory`
 */
export async function readOperations(
  source: Source,
  options: ReadOptions,
  visit: (operation: Operation) => void,
): Promise<void> {
  return within(source, async () => {
    const { format, chunks, intake } = await prepare(source, options);
    const processes = new Processes();
    let position = 0;
    await readers[format](chunks, (record, line) => {
      try {
        const operation = intake.accept(record);
        processes.step(processes.idOf(operation.process), codeOfType(operation.type), position++);
        visit(operation);
      } catch (error) {
        throw locate(error, { line });
      }
    });
  });
}

/**
 * Reads a history straight into columns, without an object an operation: for histories of millions of operations.
 *
 * @throws HistoryError as `readHistory`
 */
export async function readColumns(source: Source, options: ReadOptions = {}): Promise<Columns> {
  return within(source, async () => {
    const { format, chunks, intake } = await prepare(source, options);
    const builder = new ColumnsBuilder();
    if (format === 'jsonl') await readJsonlColumns(chunks, intake, builder);
    else
      await readers[format](chunks, (record, line) => {
        try {
          builder.push(intake.accept(record));
        } catch (error) {
          throw locate(error, { line });
        }
      });
    return builder.finish();
  });
}

/**
 * What is known of an error that names an operation by its position, once the file has been read again up to there: also its
 * file and line. A pipe can't be read again, so there the line stays unknown. Any other error stays as it is.
 *
 * @param path the file that the history was read from
 */
export async function locateInFile(error: unknown, path: string, options: ReadOptions): Promise<unknown> {
  if (!(error instanceof HistoryError) || error.place.operation === undefined || error.place.line !== undefined)
    return error;
  if (!statSync(path).isFile()) return error.within({ file: path });
  const { format, chunks } = await prepare(path, options);
  let left = error.place.operation;
  let located = error;
  const stop = (_: unknown, line: number): void => {
    if (left-- > 0) return;
    located = error.within({ file: path, line });
    throw located;
  };
  try {
    await readers[format](chunks, stop);
  } catch (reason) {
    if (reason !== located) throw reason;
  }
  return located;
}

async function prepare(
  source: Source,
  options: ReadOptions,
): Promise<{ format: Format; chunks: AsyncIterable<Buffer>; intake: Intake }> {
  const { head, chunks } = await openSource(source);
  const format = options.format ?? detectFormat(head);
  const renumber = options.renumber ?? format !== 'jsonl';
  return { format, chunks, intake: new Intake({ renumber, independent: options.independent ?? false }) };
}

async function within<Result>(source: Source, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw locate(error, { file: nameOf(source) });
  }
}
