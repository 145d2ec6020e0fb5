import { canonicalText, compareCanonically } from '../canonical.ts';
import { setOwn } from '../plain-object.ts';

/**
 * The value for a map of EDN: an object when each key is a keyword, symbol, string or integer, else
 * `{"#map": [[key, value], …]}` in canonical order.
 *
 * @param entries keys and values in turn
 * @returns undefined when a key comes twice
 */
export function mapOf(entries: readonly unknown[]): object | undefined {
  const object: Record<string, unknown> = {};
  let size = 0;
  for (let position = 0; position < entries.length; position += 2) {
    const key = entries[position];
    if (typeof key !== 'string' && typeof key !== 'number') return compositeMapOf(entries);
    if (typeof key === 'number' && !Number.isSafeInteger(key)) return compositeMapOf(entries);
    const name = String(key);
    if (Object.hasOwn(object, name)) return compositeMapOf(entries);
    setOwn(object, name, entries[position + 1]);
    size++;
  }
  return size * 2 === entries.length ? object : undefined;
}

function compositeMapOf(entries: readonly unknown[]): object | undefined {
  const pairs = new Map<string, [key: unknown, value: unknown]>();
  for (let position = 0; position < entries.length; position += 2) {
    const text = canonicalText(entries[position]);
    if (pairs.has(text)) return undefined;
    pairs.set(text, [entries[position], entries[position + 1]]);
  }
  return { '#map': [...pairs.values()].sort(([a], [b]) => compareCanonically(a, b)) };
}

/** The keys of `#:ns{…}`: those without a namespace get it. */
export function qualifyKeys(map: object, namespace: string): object {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key.includes('/') ? key : `${namespace}/${key}`, value as unknown]),
  );
}
