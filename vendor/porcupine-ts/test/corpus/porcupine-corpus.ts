import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';

/** One history of the corpus, and the verdict that its makers gave it. */
export interface CorpusEntry {
  readonly file: string;
  readonly format: 'jepsen-log' | 'edn';
  readonly linearizable: boolean;
}

const projectRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the histories are: `$CAPCHECK_CORPORA/porcupine`, relative to the root of the project. */
const corpusDirectory: string = resolve(
  projectRoot,
  process.env['CAPCHECK_CORPORA'] ?? '../shared/corpora',
  'porcupine',
);

export const hasCorpus: boolean = existsSync(resolve(corpusDirectory, 'manifest.json'));

export function readCorpusManifest(): CorpusEntry[] {
  return (JSON.parse(readCorpusFile('manifest.json')) as { histories: CorpusEntry[] }).histories;
}

export function readCorpusFile(file: string): string {
  return readFileSync(resolve(corpusDirectory, file), 'utf8');
}
