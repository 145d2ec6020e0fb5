import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Packs the package, installs it in an empty project, and checks a history there: with nothing but what the package brings.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STALE = [
  '{"process":0,"type":"invoke","f":"write","value":1}',
  '{"process":0,"type":"ok","f":"write","value":1}',
  '{"process":1,"type":"invoke","f":"read"}',
  '{"process":1,"type":"ok","f":"read","value":2}',
];
const VIOLATED = 1;

const folder = mkdtempSync(join(tmpdir(), 'capcheck-package-'));
try {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack left no archive');
  writeFileSync(join(folder, 'package.json'), '{"name":"guest","private":true,"type":"module"}\n');
  writeFileSync(join(folder, 'stale.jsonl'), `${STALE.join('\n')}\n`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `./${archive}`], { cwd: folder });
  for (const engine of [[], ['--engine', 'porcupine']]) {
    const argv = ['--no', 'capcheck', 'check', 'stale.jsonl', '--spec', 'register', ...engine];
    const { status, stdout, stderr } = spawnSync('npx', argv, { cwd: folder, encoding: 'utf8' });
    if (status !== VIOLATED) throw new Error(`npx ${argv.join(' ')} ended with ${status}: ${stdout}${stderr}`);
    console.log(stdout.trimEnd());
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
