// Kills a campaign with SIGKILL at random moments, resumes it each time, and compares its results with those of a campaign
// that nobody disturbed. Needs the built program. Run: npx tsx scripts/kill-campaign.ts [kills] [seed]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../src/workloads/random.ts';
import { startBuilt } from '../test/helpers/campaign/built-process.ts';
import { surviveKills } from '../test/helpers/campaign/kill-campaign.ts';
import { readResults } from '../test/helpers/campaign/read-results.ts';

const kills = Number(process.argv[2] ?? 20);
const seed = process.argv[3] ?? '1';
const args = ['dynamo', 'spanner', '--faults', 'everything', '--seeds', '1..30', '--ops', '40', '--workers', '2'];

const cwd = mkdtempSync(join(tmpdir(), 'capcheck-kill-'));
try {
  const begun = performance.now();
  await startBuilt(['campaign', ...args, '--out', 'whole'], cwd).ended;
  const millis = Math.round(performance.now() - begun);
  const { lines } = readResults(join(cwd, 'whole'));
  const survival = await surviveKills({ args, kills, cwd, random: new Random(`kills/${seed}`) }, millis);
  const different = survival.results.filter((results) => results.join('\n') !== lines.join('\n')).length;
  console.log(
    `${survival.kills} kills in ${survival.rounds} campaigns of ${lines.length} runs; results after each kill: ` +
      `${survival.progress.join(', ')}; ${survival.torn} torn lines; ${different} campaigns differ from the undisturbed one`,
  );
  if (different > 0) process.exitCode = 1;
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
