import { compareCanonically, NESTING_LIMIT } from '../canonical.ts';
import { HistoryError, show } from '../history-error.ts';
import { mapOf, qualifyKeys } from './edn-map.ts';
import { parseCharacter, parseNumber, parseString, parseSymbolicNumber } from './edn-scalars.ts';
import { NEED_MORE, type EdnText } from './edn-text.ts';

/** What the parser finds in the place of a form. */
export const END_OF_TEXT: unique symbol = Symbol('end of text');
export const CLOSING: unique symbol = Symbol('closing bracket');

const [TAB, SPACE, QUOTE, HASH, COMMA, SEMICOLON, COLON, BACKSLASH, UNDERSCORE] = [9, 32, 34, 35, 44, 59, 58, 92, 95];
const [PLUS, MINUS, ZERO, NINE] = [43, 45, 48, 57];
const [CARRIAGE_RETURN, PARENTHESIS, BRACKET, BRACE] = [13, 40, 91, 123];
const closers: Readonly<Record<number, number>> = { [PARENTHESIS]: 41, [BRACKET]: 93, [BRACE]: 125 };

/** By character code: 1 for what ends a keyword, a symbol or a number. */
const terminators = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\s,"()[\]{};]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Reads EDN (github.com/edn-format/edn, and what Clojure's printer adds) as plain data: keywords, symbols and characters
 * become strings, lists and vectors arrays, sets arrays in canonical order, `#tag value` becomes `{"#tag": value}`.
 */
export class EdnParser {
  readonly source: EdnText;
  #depth = 0;

  constructor(source: EdnText) {
    this.source = source;
  }

  /**
   * The next form, or `CLOSING` before a closing bracket, or `END_OF_TEXT`.
   *
   * @throws HistoryError with the line, for what is no EDN
   * @throws NEED_MORE when the text ends before the form does and the file goes on
   */
  next(): unknown {
    this.#depth = 0;
    return this.#read();
  }

  #read(): unknown {
    this.skipBlank();
    const code = this.source.peek();
    if (Number.isNaN(code)) return END_OF_TEXT;
    if (isCloser(code)) return CLOSING;
    if (code === QUOTE) return this.#string();
    if (code === BRACKET || code === PARENTHESIS) return this.#sequence(code);
    if (code === BRACE) return this.#map();
    if (code === HASH) return this.#dispatch();
    if (code === BACKSLASH) return this.#character();
    if (code === COLON) return this.#keyword();
    return this.#atom();
  }

  /** Goes over white space, commas, comments and discarded forms. */
  skipBlank(): void {
    const { source } = this;
    for (;;) {
      const code = source.peek();
      if (code === SPACE || code === COMMA || (code >= TAB && code <= CARRIAGE_RETURN)) source.position++;
      else if (code === SEMICOLON) this.#skipComment();
      else if (code === HASH && this.#peekSecond() === UNDERSCORE) this.#discard();
      else return;
    }
  }

  /** An error at the place where the parser is. */
  fail(problem: string): HistoryError {
    return new HistoryError(problem, { line: this.source.lineAt(this.source.position) });
  }

  #peekSecond(): number {
    const { source } = this;
    if (source.position + 1 >= source.text.length && !source.ended) throw NEED_MORE;
    return source.text.charCodeAt(source.position + 1);
  }

  #skipComment(): void {
    const { source } = this;
    const newline = source.text.indexOf('\n', source.position);
    source.position = newline < 0 ? source.text.length : newline + 1;
  }

  #discard(): void {
    this.source.position += 2;
    this.#form('a form behind #_');
  }

  /** A form that must be there. */
  #form(expected: string): unknown {
    if (++this.#depth > NESTING_LIMIT) throw this.fail(`nests deeper than ${NESTING_LIMIT} levels`);
    const form = this.#read();
    if (form === END_OF_TEXT) throw this.fail(`the file ends where ${expected} is expected`);
    if (form === CLOSING) throw this.fail(`${show(this.#currentCharacter())} in the place of ${expected}`);
    this.#depth--;
    return form;
  }

  #currentCharacter(): string {
    return this.source.text.charAt(this.source.position);
  }

  #sequence(opener: number): unknown[] {
    const { source } = this;
    const items: unknown[] = [];
    if (++this.#depth > NESTING_LIMIT) throw this.fail(`nests deeper than ${NESTING_LIMIT} levels`);
    source.position++;
    for (;;) {
      const item = this.#read();
      if (item === END_OF_TEXT) throw this.fail(`the file ends before ${show(closerOf(opener))}`);
      if (item === CLOSING) break;
      items.push(item);
    }
    this.close(opener);
    this.#depth--;
    return items;
  }

  /** Goes over the closing bracket at the position, which must be that of `opener`. */
  close(opener: number): void {
    const { source } = this;
    if (source.peek() !== closers[opener])
      throw this.fail(`${show(this.#currentCharacter())} where ${show(closerOf(opener))} is expected`);
    source.position++;
  }

  #map(): object {
    const entries = this.#sequence(BRACE);
    if (entries.length % 2 === 1) throw this.fail('a map has a key without a value');
    const map = mapOf(entries);
    if (map === undefined) throw this.fail('a map has a key twice');
    return map;
  }

  #string(): string {
    const { source } = this;
    const start = source.position + 1;
    let end = source.text.indexOf('"', start);
    while (end >= 0 && isEscaped(source.text, start, end)) end = source.text.indexOf('"', end + 1);
    if (end < 0 && !source.ended) throw NEED_MORE;
    if (end < 0) throw this.fail('the file ends inside a string');
    const content = source.text.slice(start, end);
    const text = content.includes('\\') ? parseString(content) : content;
    if (text === undefined) throw this.fail(`${show(content)} has an escape that EDN does not have`);
    source.position = end + 1;
    return text;
  }

  #character(): string {
    const { source } = this;
    if (source.position + 2 > source.text.length && !source.ended) throw NEED_MORE;
    const start = source.position + 1;
    source.position += 2;
    const rest = source.position < source.text.length || !source.ended ? this.#token() : '';
    const token = source.text.charAt(start) + rest;
    const character = parseCharacter(token);
    if (character === undefined) throw this.fail(`\\${token} is not a character`);
    return character;
  }

  #dispatch(): unknown {
    const { source } = this;
    const second = this.#peekSecond();
    if (second === BRACE) {
      source.position++;
      return this.#sequence(BRACE).sort(compareCanonically);
    }
    source.position++;
    const tag = this.#token();
    if (tag.startsWith('#')) return this.#numberNamed(tag.slice(1));
    if (tag.startsWith(':')) return this.#namespacedMap(tag.replace(/^::?/, ''));
    if (!/^[A-Za-z]/.test(tag)) throw this.fail(`#${show(tag)} is not a tag`);
    return { [`#${tag}`]: this.#form(`the value of #${tag}`) };
  }

  #numberNamed(name: string): unknown {
    const number = parseSymbolicNumber(name);
    if (number === undefined) throw this.fail(`##${name} is not a number; expected ##Inf, ##-Inf or ##NaN`);
    return number;
  }

  #namespacedMap(namespace: string): object {
    const map = this.#form(`a map behind #:${namespace}`);
    if (typeof map !== 'object' || map === null || Array.isArray(map))
      throw this.fail(`#:${namespace} stands before no map`);
    return qualifyKeys(map, namespace);
  }

  /** `:name`, or `::name`, which Clojure reads in the namespace it is in. */
  #keyword(): string {
    const token = this.#token();
    const name = token.slice(token.charCodeAt(1) === COLON ? 2 : 1);
    if (name === '') throw this.fail('":" is no keyword; in JSON it stands behind a key, and this is read as EDN');
    return name;
  }

  #atom(): unknown {
    const token = this.#token();
    if (token === 'nil') return null;
    if (token === 'true') return true;
    if (token === 'false') return false;
    if (!startsNumber(token)) return token;
    const number = parseNumber(token);
    if (number === undefined) throw this.fail(`${show(token)} is not a number`);
    return number;
  }

  /** The characters up to white space, a bracket, a string or a comment. */
  #token(): string {
    const { source } = this;
    const { text } = source;
    const start = source.position;
    let end = start;
    while (end < text.length && terminators[text.charCodeAt(end)] !== 1) end++;
    if (end === text.length && !source.ended) throw NEED_MORE;
    source.position = end;
    return text.slice(start, end);
  }
}

/** True for a digit, or a sign and a digit. */
function startsNumber(token: string): boolean {
  const first = token.charCodeAt(0);
  const digit = first === PLUS || first === MINUS ? token.charCodeAt(1) : first;
  return digit >= ZERO && digit <= NINE;
}

function isCloser(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

function closerOf(opener: number): string {
  return String.fromCharCode(closers[opener] ?? opener);
}

/** True when an odd number of backslashes stands before a quote. */
function isEscaped(text: string, start: number, quote: number): boolean {
  let backslashes = 0;
  while (quote - backslashes > start && text.charCodeAt(quote - backslashes - 1) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
