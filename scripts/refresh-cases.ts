// Records every case in histories/ anew by the program as it is built, so that `capcheck replay` takes it without --force. One that
// fails no more as it did is named and left as it is. Run after a change of what runs depend on: npm run build && npm run cases
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CaseFile, readCase } from '../src/search/case-file.ts';
import { runBuiltCli } from '../test/helpers/run-built-cli.ts';

/** Of the exit codes that tell a verdict the highest. */
const EXIT_UNDECIDED = 2;

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));

/** What a case shows: which guarantees it violates, and in which way. */
function failureOf({ guarantees }: CaseFile): string {
  const violated = guarantees.filter(({ verdict }) => verdict === 'violated');
  return violated.map(({ name, anomalies }) => `${name} (${anomalies[0]?.kind})`).join(', ') || 'nothing violated';
}

const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.case.json'));
let otherWay = 0;
for (const path of paths.sort()) {
  const before = readCase(`${FOLDER}${path}`);
  const fresh = `${FOLDER}${path}.fresh`;
  const { code, err } = await runBuiltCli(['replay', path, '--force', '--case', fresh], { cwd: FOLDER });
  if (code === null || code > EXIT_UNDECIDED) {
    rmSync(fresh, { force: true });
    throw new Error(`${path} can't be replayed:\n${err}`);
  }
  const after = readCase(fresh);
  if (failureOf(after) !== failureOf(before)) {
    console.error(`${path}: ${failureOf(before)} before, ${failureOf(after)} now${err && `\n${err}`}`);
    rmSync(fresh);
    process.exitCode = 1;
    continue;
  }
  if (after.digest !== before.digest) otherWay++;
  renameSync(fresh, `${FOLDER}${path}`);
}
console.log(`${paths.length} cases, ${otherWay} of which went another way than before`);
