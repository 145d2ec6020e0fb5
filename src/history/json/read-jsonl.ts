import { HistoryError } from '../history-error.ts';
import type { RecordSink } from '../input/format.ts';
import { forEachLine } from '../input/line-blocks.ts';
import { parseJson } from './parse-json.ts';

/** Reads one JSON document a line. */
export function readJsonl(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  return forEachLine(chunks, (text, line, ended) => sink(parseLine(text, line, ended), line));
}

/** @throws HistoryError for a line that is no JSON; a last line without an end was probably cut off. */
export function parseLine(text: string, line: number, ended: boolean): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!ended) throw new HistoryError('the last line is cut off: it has no end and is no whole JSON', { line });
    throw new HistoryError(`is not JSON: ${(error as Error).message}`, { line });
  }
}
