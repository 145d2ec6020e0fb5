import { readFileSync } from 'node:fs';

let known: string | undefined;

/** The script of every page, as `npm run build` bundles it: the same file whether sources or built files run. */
export function clientScript(): string {
  known ??= readFileSync(new URL('../../dist/report/client.js', import.meta.url), 'utf8').trim();
  return known;
}
