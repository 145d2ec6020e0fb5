/** Stands in for `inspect` of node:util, which no browser has: values in messages of errors. */
export function inspect(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
