import { decodeText } from '../input/decode-text.ts';
import type { RecordSink } from '../input/format.ts';
import { CLOSING, EdnParser, END_OF_TEXT } from './edn-parser.ts';
import { EdnText, NEED_MORE } from './edn-text.ts';

const [PARENTHESIS, BRACKET] = [40, 91];

/** Reads the maps of EDN, one record each: those of one vector or list, or all forms of the file. */
export async function readEdn(chunks: AsyncIterable<Buffer>, sink: RecordSink): Promise<void> {
  const source = new EdnText();
  const forms = new EdnForms(source, sink);
  let pending = '';
  for await (const text of decodeText(chunks, () => source.lineAt(source.position))) {
    pending += text;
    // A form that did not fit is parsed again only when there is twice as much, so that a huge one costs linear time.
    if (pending.length < source.text.length - source.position) continue;
    source.append(pending);
    pending = '';
    forms.drain();
  }
  source.append(pending);
  source.ended = true;
  forms.drain();
}

/** Follows where in the file the parser is: before everything, between forms, or inside the one collection. */
class EdnForms {
  readonly #source: EdnText;
  readonly #sink: RecordSink;
  readonly #parser: EdnParser;
  /** Where the parser starts again when the text ended too early. */
  #formStart = 0;
  #started = false;
  /** The bracket that opened the collection whose elements are the records. */
  #opener: number | undefined;
  #openedOn = 0;
  #closed = false;

  constructor(source: EdnText, sink: RecordSink) {
    this.#source = source;
    this.#sink = sink;
    this.#parser = new EdnParser(source);
  }

  /** Hands on each form that is whole. */
  drain(): void {
    try {
      while (this.#takeForm());
    } catch (error) {
      if (error !== NEED_MORE) throw error;
      this.#source.position = this.#formStart;
    }
  }

  /** False at the end of the file. */
  #takeForm(): boolean {
    const source = this.#source;
    this.#formStart = source.position;
    this.#parser.skipBlank();
    this.#formStart = source.position;
    const line = source.lineAt(source.position);
    if (!this.#started) return this.#start(line);
    const form = this.#parser.next();
    if (form === END_OF_TEXT) return this.#finish();
    if (this.#closed) throw this.#parser.fail('something follows the collection of operations; expected the end');
    if (form === CLOSING) return this.#close();
    this.#sink(unwrapRecord(form), line);
    return true;
  }

  #start(line: number): boolean {
    const code = this.#source.peek();
    this.#started = true;
    if (code !== PARENTHESIS && code !== BRACKET) return true;
    this.#source.position++;
    this.#opener = code;
    this.#openedOn = line;
    return true;
  }

  #close(): boolean {
    if (this.#opener === undefined) throw this.#parser.fail('a closing bracket that closes nothing');
    this.#parser.close(this.#opener);
    this.#closed = true;
    return true;
  }

  #finish(): boolean {
    if (this.#opener === undefined || this.#closed) return false;
    const bracket = String.fromCharCode(this.#opener);
    throw this.#parser.fail(`the file is cut off: "${bracket}" of line ${this.#openedOn} is not closed`);
  }
}

/** Jepsen prints an operation as a map or, as a record, behind a tag such as `#jepsen.history.Op`. */
function unwrapRecord(form: unknown): unknown {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return form;
  for (const name in form) {
    if (!name.startsWith('#')) return form;
    return Object.keys(form).length === 1 ? (Reflect.get(form, name) as unknown) : form;
  }
  return form;
}
