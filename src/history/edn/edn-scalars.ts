const SMALL_INTEGER = /^-?[1-9]\d{0,14}$/;
const INTEGER = /^[+-]?(?:0|[1-9]\d*)N?$/;
const HEXADECIMAL = /^0x[\da-f]+$/i;
const FLOAT = /^[+-]?(?:0|[1-9]\d*)(?:\.\d*)?(?:e[+-]?\d+)?$/i;
const DECIMAL = /^[+-]?(?:0|[1-9]\d*)(?:\.\d*)?(?:e[+-]?\d+)?M$/i;
const RATIO = /^[+-]?\d+\/[1-9]\d*$/;

const namedCharacters: Readonly<Record<string, string>> = {
  newline: '\n',
  return: '\r',
  space: ' ',
  tab: '\t',
  formfeed: '\f',
  backspace: '\b',
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '\\': '\\' };

/**
 * A number of EDN. Integers beyond 2^53 become `bigint`. What neither holds exactly stays text under a name of its own:
 * `{"#ratio": "1/3"}`, `{"#decimal": "1.50"}`. `undefined` for a text that is no number.
 */
export function parseNumber(token: string): unknown {
  if (SMALL_INTEGER.test(token)) return Number(token);
  if (INTEGER.test(token)) return parseInteger(token.endsWith('N') ? token.slice(0, -1) : token);
  if (FLOAT.test(token)) return parseFloatExactly(token);
  if (DECIMAL.test(token)) return { '#decimal': token.slice(0, -1) };
  if (RATIO.test(token)) return { '#ratio': token };
  if (HEXADECIMAL.test(token)) return parseInteger(token);
  return undefined;
}

function parseInteger(digits: string): number | bigint {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  return BigInt(digits);
}

function parseFloatExactly(token: string): unknown {
  const number = Number(token);
  return Number.isFinite(number) ? number : { '#number': String(number) };
}

/** `##Inf`, `##-Inf`, `##NaN` by what follows the signs; JSON has none of them, so they stay text. */
export function parseSymbolicNumber(token: string): unknown {
  if (token === 'NaN') return { '#number': 'NaN' };
  if (token === 'Inf') return { '#number': 'Infinity' };
  return token === '-Inf' ? { '#number': '-Infinity' } : undefined;
}

/** A character (`\a`, `\newline`, `\u03A9`, `\o101`) as a string, from the text behind the backslash. */
export function parseCharacter(token: string): string | undefined {
  if (/^.$/su.test(token)) return token;
  if (/^u[\da-f]{4}$/i.test(token)) return String.fromCharCode(parseInt(token.slice(1), 16));
  if (/^o[0-3]?[0-7]{1,2}$/.test(token)) return String.fromCharCode(parseInt(token.slice(1), 8));
  return namedCharacters[token];
}

/** The content of a string between its quotes; `undefined` for an escape that EDN does not have. */
export function parseString(content: string): string | undefined {
  let valid = true;
  const text = content.replaceAll(/\\(u[\da-fA-F]{4}|[0-3]?[0-7]{1,2}|.|$)/gs, (_, escape: string) => {
    if (/^u./.test(escape)) return String.fromCharCode(parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    const character = escapes[escape];
    valid &&= character !== undefined;
    return character ?? '';
  });
  return valid ? text : undefined;
}
