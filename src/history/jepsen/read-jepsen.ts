import { EdnParser, END_OF_TEXT } from '../edn/edn-parser.ts';
import { EdnText } from '../edn/edn-text.ts';
import { HistoryError, locate } from '../history-error.ts';
import type { RecordSink } from '../input/format.ts';
import { forEachLine } from '../input/line-blocks.ts';

/** How an operation starts in the text files of Jepsen: process and type, with white space behind each. */
export const OPERATION_START: RegExp = /^(?:-?\d+|:[\w.*+!?/-]+)\s+:(?:invoke|ok|fail|info)(?:\s|$)/;

/** What stands before an operation in Jepsen's console log: `INFO  jepsen.util - ` or `… INFO [worker] jepsen.util: `. */
const LOG_PREFIX = /^.*?\bjepsen\.util\b(?:\s+-|:)\s*/;

const FIELDS = ['process', 'type', 'f', 'value', 'error'];

/** Reads `history.txt`: process, type, f, value and perhaps error, in EDN, on a line each operation. */
export function readJepsenText(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  return forEachLine(chunks, (text, line) => {
    if (!OPERATION_START.test(text))
      throw new HistoryError('is not an operation; expected process, type, f, value and perhaps error', { line });
    sink(parseFields(text, line), line);
  });
}

/** Reads the operations in a console log of Jepsen. Other lines of the log are left out. An empty file is an empty history. */
export async function readJepsenLog(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  let found = 0;
  let lines = 0;
  await forEachLine(chunks, (text, line) => {
    lines++;
    const prefix = LOG_PREFIX.exec(text)?.[0];
    const operation = prefix === undefined ? '' : text.slice(prefix.length);
    if (!OPERATION_START.test(operation)) return;
    found++;
    sink(parseFields(operation, line), line);
  });
  if (found === 0 && lines > 0)
    throw new HistoryError('no line of the log is an operation; expected "jepsen.util - 0 :invoke :read nil"');
}

function parseFields(text: string, line: number): Record<string, unknown> {
  const source = new EdnText();
  source.append(text);
  source.ended = true;
  const parser = new EdnParser(source);
  const record: Record<string, unknown> = {};
  try {
    for (const field of FIELDS) {
      const form = parser.next();
      if (form === END_OF_TEXT) return record;
      record[field] = form;
    }
    if (parser.next() !== END_OF_TEXT)
      throw new HistoryError('more than five fields; expected nothing behind the error');
  } catch (error) {
    throw error instanceof HistoryError ? new HistoryError(error.problem, { line }) : locate(error, { line });
  }
  return record;
}
