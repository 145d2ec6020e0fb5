import { FAIL, INFO, INVOKE, OK } from '../operation-type.ts';

const [SPACE, QUOTE, COMMA, MINUS, ZERO, NINE, BACKSLASH] = [32, 34, 44, 45, 48, 57, 92];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE, LETTER_N, ASCII_END] = [91, 93, 123, 125, 110, 128];
/** Integers of so many digits are exact as numbers. */
const DIGIT_LIMIT = 15;

const INDEX = literal('"index":');
const TIME = literal('"time":');
const PROCESS = literal('"process":');
const TYPE = literal(',"type":"');
const F = literal('","f":"');
const VALUE = literal('","value":');
const NULL = literal('null');
const types: readonly (readonly [code: number, name: Uint8Array])[] = [
  [INVOKE, literal('invoke')],
  [OK, literal('ok')],
  [INFO, literal('info')],
  [FAIL, literal('fail')],
];

type ScannedKind = 'null' | 'integer' | 'string' | 'array';

/** A value in the bytes of a line. For an integer `integer` holds it; else it is the text from `start` to `end`. */
export interface ScannedValue {
  kind: ScannedKind;
  integer: number;
  start: number;
  end: number;
}

/**
 * Reads the usual line of a history, byte by byte and without objects:
 * `{"index":0,"time":0,"process":0,"type":"invoke","f":"read","value":null}`, the fields in this order and without white
 * space, index and time perhaps missing, the value null, an integer, a string without escapes, or an array.
 * It says no to every other line, valid or not, and `JSON.parse` must read that.
 */
export class LineScanner {
  bytes: Uint8Array = new Uint8Array(0);
  /** -1 when the line has none; so is `time`. */
  index = -1;
  time = -1;
  process = 0;
  type: number = INVOKE;
  fStart = 0;
  fEnd = 0;
  /** Takes a value `[key, value]` apart; a line whose value is anything else is not the usual one. */
  readonly pairs: boolean;
  readonly key: ScannedValue = { kind: 'null', integer: 0, start: 0, end: 0 };
  readonly value: ScannedValue = { kind: 'null', integer: 0, start: 0, end: 0 };
  #position = 0;
  #integer = 0;

  constructor(pairs: boolean) {
    this.pairs = pairs;
  }

  /** True when the bytes from `start` to `end` are a usual line, which the fields then tell. */
  scan(start: number, end: number): boolean {
    this.#position = start + 1;
    if (this.bytes[start] !== OPEN_BRACE) return false;
    if (!this.#optionalInteger(INDEX)) return false;
    this.index = this.#integer;
    if (!this.#optionalInteger(TIME)) return false;
    this.time = this.#integer;
    if (!this.#skip(PROCESS) || !this.#readInteger()) return false;
    this.process = this.#integer;
    if (!this.#skip(TYPE) || !this.#readType() || !this.#skip(F)) return false;
    this.fStart = this.#position;
    if (!this.#skipPlainText() || this.#position === this.fStart) return false;
    this.fEnd = this.#position;
    if (!this.#skip(VALUE)) return false;
    if (!(this.pairs ? this.#readPair() : this.#readValue(this.value))) return false;
    return this.bytes[this.#position] === CLOSE_BRACE && this.#position + 1 === end;
  }

  #skip(expected: Uint8Array): boolean {
    const { bytes } = this;
    const position = this.#position;
    for (let offset = 0; offset < expected.length; offset++)
      if (bytes[position + offset] !== expected[offset]) return false;
    this.#position = position + expected.length;
    return true;
  }

  /** A field that may be missing and is followed by another one; sets -1 when it is missing. */
  #optionalInteger(name: Uint8Array): boolean {
    if (!this.#skip(name)) {
      this.#integer = -1;
      return true;
    }
    return this.bytes[this.#position] !== MINUS && this.#readInteger() && this.bytes[this.#position++] === COMMA;
  }

  #readInteger(): boolean {
    const { bytes } = this;
    const negative = bytes[this.#position] === MINUS;
    const start = negative ? this.#position + 1 : this.#position;
    let position = start;
    let integer = 0;
    for (; ; position++) {
      const digit = bytes[position] ?? 0;
      if (digit < ZERO || digit > NINE) break;
      integer = integer * 10 + (digit - ZERO);
    }
    const digits = position - start;
    if (digits === 0 || digits > DIGIT_LIMIT) return false;
    if (bytes[start] === ZERO && (digits > 1 || negative)) return false;
    this.#position = position;
    this.#integer = negative ? -integer : integer;
    return true;
  }

  #readType(): boolean {
    for (const [code, name] of types) {
      if (!this.#skip(name)) continue;
      this.type = code;
      return true;
    }
    return false;
  }

  /** Goes to the quote that ends a string; false for a string with escapes, control characters or beyond ASCII. */
  #skipPlainText(): boolean {
    const { bytes } = this;
    for (let position = this.#position; ; position++) {
      const byte = bytes[position] ?? 0;
      if (byte === QUOTE) {
        this.#position = position;
        return true;
      }
      if (byte < SPACE || byte >= ASCII_END || byte === BACKSLASH) return false;
    }
  }

  #readPair(): boolean {
    if (this.bytes[this.#position++] !== OPEN_BRACKET || !this.#readValue(this.key)) return false;
    if (this.bytes[this.#position++] !== COMMA || !this.#readValue(this.value)) return false;
    return this.bytes[this.#position++] === CLOSE_BRACKET;
  }

  #readValue(into: ScannedValue): boolean {
    const first = this.bytes[this.#position] ?? 0;
    if (first === LETTER_N) {
      into.kind = 'null';
      return this.#skip(NULL);
    }
    if (first === QUOTE) return this.#readString(into);
    if (first === OPEN_BRACKET) return this.#readArray(into);
    into.kind = 'integer';
    if (!this.#readInteger()) return false;
    into.integer = this.#integer;
    return true;
  }

  #readString(into: ScannedValue): boolean {
    into.kind = 'string';
    into.start = ++this.#position;
    if (!this.#skipPlainText()) return false;
    into.end = this.#position++;
    return true;
  }

  /** Finds the end of an array by its brackets alone: whoever takes the text must parse it. */
  #readArray(into: ScannedValue): boolean {
    const { bytes } = this;
    into.kind = 'array';
    into.start = this.#position;
    let depth = 0;
    do {
      const byte = bytes[this.#position++] ?? 0;
      if (byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACKET) depth--;
      else if (byte === QUOTE) {
        if (!this.#skipPlainText()) return false;
        this.#position++;
      } else if (byte < SPACE) return false;
    } while (depth > 0);
    into.end = this.#position;
    return true;
  }
}

function literal(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
