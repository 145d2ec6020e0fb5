import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The code on which the course of a run depends, beside its plan. */
const DECIDES_RUNS: readonly string[] = ['simulation', 'models', 'nemesis', 'workloads'];

/** The code on which plans and verdicts depend, beside that. */
const DECIDES_VERDICTS: readonly string[] = ['history', 'checkers', 'claims', 'search'];

const ROOT: URL = new URL('../', import.meta.url);
const HASH_LENGTH = 16;

const known = new Map<readonly string[], string>();

/**
 * Names the code that runs: the package's version and a hash (SHA-256) over the simulation, the models, the nemesis and
 * the workloads as they are installed. Runs of a plan under equal versions have equal digests.
 */
export function codeVersion(): string {
  return versionOf(DECIDES_RUNS);
}

/** Names the code that runs and judges. Requests under equal versions have equal results, verdicts included. */
export function resultVersion(): string {
  return versionOf(DECIDES_VERDICTS, codeVersion());
}

/** The version in package.json. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', ROOT), 'utf8')) as { version: string };
  return manifest.version;
}

function versionOf(folders: readonly string[], basis = ''): string {
  const version = known.get(folders) ?? `${packageVersion()}+${hashSources(folders, basis)}`;
  known.set(folders, version);
  return version;
}

function hashSources(folders: readonly string[], basis: string): string {
  const hash = createHash('sha256').update(basis);
  for (const folder of folders) {
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
