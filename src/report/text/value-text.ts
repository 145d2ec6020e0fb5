const DEEPEST = 16;
const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** A value on one line: JSON with spaces, and without quotes around plain keys. Anything deeper than 16 levels is `…`. */
export function valueText(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return typeof value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, depth + 1)).join(' ')}]`;
  const fields = Object.entries(value).map(([key, item]) => `${keyText(key)} ${valueText(item, depth + 1)}`);
  return `{${fields.join(', ')}}`;
}

function keyText(key: string): string {
  return `${PLAIN_KEY.test(key) ? key : JSON.stringify(key)}:`;
}
