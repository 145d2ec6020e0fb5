import { HistoryError } from '../history-error.ts';
import type { RecordSink } from '../input/format.ts';
import { decodeText } from '../input/decode-text.ts';
import { parseJson } from './parse-json.ts';

const [NEWLINE, SPACE, QUOTE, COMMA, BACKSLASH] = [10, 32, 34, 44, 92];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [91, 93, 123, 125];

/** Reads the elements of one JSON array, as elle-cli and its like write it. The array is never held as a whole. */
export async function readJsonArray(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  const elements = new ArrayElements(sink);
  for await (const text of decodeText(chunks, () => elements.line)) elements.take(text);
  elements.finish();
}

/** Cuts an array at the commas of its first level. */
class ArrayElements {
  line = 1;
  readonly #sink: RecordSink;
  /** 0 outside the array, 1 between its brackets, more inside an element. */
  #depth = 0;
  #finished = false;
  #inString = false;
  #escaped = false;
  #count = 0;
  #element = '';
  #elementLine = 1;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  take(text: string): void {
    let start = 0;
    for (let position = 0; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === NEWLINE) this.line++;
      if (this.#inString) this.#scanString(code);
      else if (code <= SPACE) continue;
      else if (this.#depth === 0) {
        this.#open(code);
        start = position + 1;
      } else if (this.#endsElement(code)) {
        this.#endElement(text.slice(start, position), code);
        start = position + 1;
      }
    }
    if (this.#depth > 0) this.#element += text.slice(start);
  }

  finish(): void {
    if (!this.#finished) throw new HistoryError('the file is cut off: the array is not closed', { line: this.line });
  }

  #scanString(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inString = false;
  }

  #open(code: number): void {
    if (this.#finished) throw new HistoryError('something follows the array; expected the end', { line: this.line });
    if (code !== OPEN_BRACKET) throw new HistoryError('is not a JSON array; expected "["', { line: this.line });
    this.#depth = 1;
    this.#elementLine = this.line;
  }

  /** True for a comma or the closing bracket of the array itself. */
  #endsElement(code: number): boolean {
    if (this.#depth === 1 && (code === COMMA || code === CLOSE_BRACKET)) return true;
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) this.#depth++;
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) this.#depth--;
    if (this.#depth < 1) throw new HistoryError('a closing brace that closes nothing', { line: this.line });
    return false;
  }

  #endElement(rest: string, code: number): void {
    const text = this.#element + rest;
    const closes = code === CLOSE_BRACKET;
    if (text.trim() !== '' || !closes || this.#count > 0) this.#parse(text);
    this.#element = '';
    this.#elementLine = this.line;
    if (closes) {
      this.#depth = 0;
      this.#finished = true;
    }
  }

  #parse(text: string): void {
    const blank = text.length - text.trimStart().length;
    const line = this.#elementLine + (text.slice(0, blank).match(/\n/g)?.length ?? 0);
    if (text.trim() === '') throw new HistoryError('a comma has no operation on one of its sides', { line });
    let element: unknown;
    try {
      element = parseJson(text);
    } catch (error) {
      throw new HistoryError(`is not JSON: ${(error as Error).message}`, { line });
    }
    this.#count++;
    this.#sink(element, line);
  }
}
