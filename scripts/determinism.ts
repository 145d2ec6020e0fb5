// Runs the same seeds of every system in two fresh processes under another time zone, language, hash seed and random
// seed, and compares the digests. Run: npx tsx scripts/determinism.ts [SEEDS]
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SYSTEMS } from '../src/models/registry.ts';
import { compareDigests, type RunDigest } from './compare-digests.ts';

interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly flags: readonly string[];
}

const HERE: Surroundings = {
  environment: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  flags: ['--hash-seed=1', '--random-seed=1'],
};
const ELSEWHERE: Surroundings = {
  environment: { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'production' },
  flags: ['--hash-seed=271828', '--random-seed=314159'],
};
const MOST_OUTPUT_BYTES = 2 ** 28;
const PRINT_DIGESTS = fileURLToPath(new URL('print-digests.ts', import.meta.url));

async function digestsIn({ environment, flags }: Surroundings, system: string, seeds: number): Promise<RunDigest[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, '--import', 'tsx', PRINT_DIGESTS, system, '1', String(seeds)],
    { env: { ...process.env, ...environment }, maxBuffer: MOST_OUTPUT_BYTES },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunDigest);
}

const seeds = Number(process.argv[2] ?? 50);
if (!Number.isSafeInteger(seeds) || seeds < 1)
  throw new Error(`the number of seeds is a whole number from 1 on, not ${process.argv[2]}`);
for (const { name } of SYSTEMS) {
  const [one, other] = await Promise.all([digestsIn(HERE, name, seeds), digestsIn(ELSEWHERE, name, seeds)]);
  const complaints = compareDigests(one, other);
  for (const complaint of complaints) console.error(complaint);
  console.log(`${name}: ${one.length - complaints.length} of ${seeds} seeds have equal digests in two processes`);
  if (complaints.length > 0 || one.length !== seeds) process.exitCode = 1;
}
