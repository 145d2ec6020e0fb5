// How a campaign scales from one core to two: a process that is confined to one core, with one worker, against one with two
// workers on two cores. Both are started once and warmed up; then they take turns at the same seeds, one, two, one, so that
// a machine that becomes slower does so for both. Needs the built program and taskset (Linux).
// Run: npx tsx bench/campaign.ts [rounds] [seeds of each system a turn] [seeds to warm up a worker]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Turn, TurnTime } from './campaign-worker.ts';
import { median } from './measure.ts';

const PROGRAM = new URL('../dist', import.meta.url).href;
const WORKER = fileURLToPath(new URL('../node_modules/.cache/bench/campaign-worker.mjs', import.meta.url));
const WARM_UP_SEED = 1_000_000;

const [rounds = 9, seeds = 15, warmUp = 40] = process.argv.slice(2).map(Number);

async function start(cores: string, workers: number): Promise<ChildProcess> {
  const command = ['-c', cores, process.execPath, WORKER, String(workers), PROGRAM];
  const child = spawn('taskset', command, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  await measure(child, { firstSeed: WARM_UP_SEED, seeds: warmUp * workers });
  return child;
}

async function measure(child: ChildProcess, turn: Turn): Promise<TurnTime> {
  child.send(turn);
  const [time] = (await once(child, 'message')) as [TurnTime];
  return time;
}

// As users run it: a loader of TypeScript would be at work in every thread.
buildSync({
  entryPoints: [fileURLToPath(new URL('campaign-worker.ts', import.meta.url))],
  outfile: WORKER,
  format: 'esm',
  logLevel: 'warning',
});

const one = await start('0', 1);
const two = await start('0,1', 2);
const speedUps: number[] = [];
const costs: number[] = [];
for (let round = 0; round < rounds; round++) {
  const turn = { firstSeed: 1 + round * seeds, seeds };
  const before = await measure(one, turn);
  const both = await measure(two, turn);
  const after = await measure(one, turn);
  speedUps.push((before.wall + after.wall) / 2 / both.wall);
  costs.push(both.cpu / ((before.cpu + after.cpu) / 2));
  console.log(
    `round ${round + 1}: one core ${before.wall.toFixed(2)} and ${after.wall.toFixed(2)} s, two ${both.wall.toFixed(2)} s: ` +
      `${speedUps.at(-1)?.toFixed(2)}×, for ${costs.at(-1)?.toFixed(2)}× the CPU time; load ${loadavg()[0]?.toFixed(1)}`,
  );
}
for (const child of [one, two]) child.send({ firstSeed: 0, seeds: 0 });
console.log(`median: ${median(speedUps).toFixed(2)}× as fast, for ${median(costs).toFixed(2)}× the CPU time`);
