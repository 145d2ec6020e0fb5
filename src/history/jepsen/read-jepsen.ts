import { CLOSING, EdnParser, END_OF_TEXT } from '../edn/edn-parser.ts';
import { EdnText } from '../edn/edn-text.ts';
import { HistoryError } from '../history-error.ts';
import type { RecordSink } from '../input/format.ts';
import { forEachLine } from '../input/line-blocks.ts';

/** How an operation starts in the text files of Jepsen: process and type, with white space behind each. */
export const OPERATION_START: RegExp = /^(?:-?\d+|:[\w.*+!?/-]+)\s+:(?:invoke|ok|fail|info)(?:\s|$)/;

/** What stands before an operation in Jepsen's console log: `INFO  jepsen.util - ` or `… INFO [worker] jepsen.util: `. */
const LOG_PREFIX = /^.*?\bjepsen\.util\b(?:\s+-|:)\s*/;

/** A line with a keyword behind its first word is meant to be an operation. */
const KEYWORD_SECOND = /^\S+\s+:/;

const FIELDS = ['process', 'type', 'f', 'value'];

/**
 * Reads `history.txt`: process, type, f and value in EDN, and perhaps an error, on a line each operation. The error of a `fail`
 * or `info` may be a text without quotes, and go on over lines that are left out.
 */
export function readJepsenText(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  let mayGoOn = false;
  return forEachLine(chunks, (text, line) => {
    if (!OPERATION_START.test(text)) {
      if (mayGoOn && !KEYWORD_SECOND.test(text)) return;
      throw new HistoryError('is not an operation; expected process, type, f, value and perhaps error', { line });
    }
    const { record, message } = parseOperation(text, line);
    mayGoOn = message !== undefined && record['error'] === message;
    sink(record, line);
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
    sink(parseOperation(operation, line).record, line);
  });
  if (found === 0 && lines > 0)
    throw new HistoryError('no line of the log is an operation; expected "jepsen.util - 0 :invoke :read nil"');
}

interface ParsedOperation {
  readonly record: Readonly<Record<string, unknown>>;
  /** What stands behind the value. */
  readonly message?: string;
}

function parseOperation(text: string, line: number): ParsedOperation {
  const { source, parser } = parserOf(text);
  const record: Record<string, unknown> = {};
  try {
    for (const field of FIELDS) {
      const form = parser.next();
      if (form === END_OF_TEXT) return { record };
      if (form === CLOSING) throw parser.fail('a closing bracket that closes nothing');
      record[field] = form;
    }
    parser.skipBlank();
  } catch (error) {
    throw error instanceof HistoryError ? new HistoryError(error.problem, { line }) : error;
  }
  const message = text.slice(source.position);
  if (message === '') return { record };
  const hasCause = record['type'] === 'fail' || record['type'] === 'info';
  const form = parseWhole(message);
  const error = form === undefined && hasCause ? message : form;
  if (error === undefined)
    throw new HistoryError('is not one form of EDN; only the error of fail or info may be a text without quotes', {
      line,
      field: 'error',
    });
  return { record: { ...record, error }, message };
}

/** The one form that a text is; `undefined` where it is anything else. Jepsen prints an error as people read it. */
function parseWhole(text: string): unknown {
  const { parser } = parserOf(text);
  try {
    const form = parser.next();
    return parser.next() === END_OF_TEXT ? form : undefined;
  } catch (error) {
    if (error instanceof HistoryError) return undefined;
    throw error;
  }
}

function parserOf(text: string): { readonly source: EdnText; readonly parser: EdnParser } {
  const source = new EdnText();
  source.append(text);
  source.ended = true;
  return { source, parser: new EdnParser(source) };
}
