import { setOwn } from '../plain-object.ts';

const LONG_DIGITS = /\d{16}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+|[[\]{},:]/g;
const INTEGER = /^-?\d+$/;

/**
 * `JSON.parse` with exact integers: one that a number can't hold (beyond 2^53) becomes a `bigint`.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseJson(text: string): unknown {
  const rounded: unknown = JSON.parse(text);
  return LONG_DIGITS.test(text) ? buildExactly(text) : rounded;
}

type Container = unknown[] | Record<string, unknown>;

/** Builds the value again, token by token. The text is known to be well-formed, so nothing is checked here. */
function buildExactly(text: string): unknown {
  let result: unknown;
  let container: Container | undefined;
  let key = '';
  const outer: (Container | undefined)[] = [];
  const place = (value: unknown): void => {
    if (container === undefined) result = value;
    else if (Array.isArray(container)) container.push(value);
    else setOwn(container, key, value);
  };
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, position) => {
    if (token === ',' || token === ':') return;
    if (token === '}' || token === ']') {
      container = outer.pop();
      return;
    }
    if (token === '{' || token === '[') {
      const opened: Container = token === '{' ? {} : [];
      place(opened);
      outer.push(container);
      container = opened;
      return;
    }
    if (tokens[position + 1] === ':') key = JSON.parse(token) as string;
    else place(parseScalar(token));
  });
  return result;
}

function parseScalar(token: string): unknown {
  const value: unknown = JSON.parse(token);
  return typeof value === 'number' && !Number.isSafeInteger(value) && INTEGER.test(token) ? BigInt(token) : value;
}
