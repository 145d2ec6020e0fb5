import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The code on which the outcome of a run depends, beside its plan. */
const DECISIVE: readonly string[] = ['simulation', 'models', 'nemesis', 'workloads'];

const ROOT: URL = new URL('../', import.meta.url);
const HASH_LENGTH = 16;

let known: string | undefined;

/**
 * Names the code that runs: the package's version and a hash (SHA-256) over the simulation, the models, the nemesis and
 * the workloads as they are installed. Runs of a plan under equal versions have equal digests.
 */
export function codeVersion(): string {
  known ??= `${packageVersion()}+${hashSources()}`;
  return known;
}

/** The version in package.json. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', ROOT), 'utf8')) as { version: string };
  return manifest.version;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const folder of DECISIVE) {
    for (const path of listSources(new URL(`${folder}/`, ROOT), folder)) {
      hash.update(path);
      hash.update(readFileSync(new URL(path, ROOT)));
    }
  }
  return hash.digest('hex').slice(0, HASH_LENGTH);
}

/** Source files below a folder, sorted; declarations and source maps are none. */
function listSources(folder: URL, name: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${name}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /(?<!\.d)\.(ts|js)$/.test(path))
    .sort();
}
