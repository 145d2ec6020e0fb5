import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Where histories with known verdicts are: CAPCHECK_CORPORA, or `../shared/corpora` from the project's root. */
const corpora: string =
  process.env['CAPCHECK_CORPORA'] ?? fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

/** The path of a corpus, or why it can't be used. */
export function findCorpus(name: string): { readonly path: string; readonly missing?: string } {
  const path = `${corpora}/${name}`;
  return existsSync(path) ? { path } : { path, missing: `no corpus at ${path}; set CAPCHECK_CORPORA` };
}

/** One JSON value a line, gzipped when the name says so. */
export function readLines(path: string): unknown[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
