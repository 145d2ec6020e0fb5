// How a campaign scales from one worker thread to two. Both in the same run, alternating; median of the rounds.
// Needs the built program: threads load their worker from it. Run: npx tsx bench/campaign.ts [runs] [warm-up runs a thread] [rounds]
//
// Wall time tells only on an idle machine. CPU time, thread by thread (Linux), tells on any: two idle cores need, for the
// same runs, at least half of all that was counted with two workers; one worker needs at least its own thread's.
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { SYSTEMS } from '../src/models/registry.ts';
import { runCampaign } from '../src/search/campaign/run-campaign.ts';
import { formatOutcome } from '../src/search/campaign/results-line.ts';
import type { threadEngine as ThreadEngine } from '../src/search/engine/threads.ts';
import type { PlanRequest } from '../src/search/plan.ts';
import { median } from './measure.ts';

const { threadEngine } = (await import(new URL('../dist/search/engine/threads.js', import.meta.url).href)) as {
  readonly threadEngine: typeof ThreadEngine;
};

const RUNS = Number(process.argv[2] ?? 400);
const WARM_UP_RUNS = Number(process.argv[3] ?? 200);
const ROUNDS = Number(process.argv[4] ?? 3);
const TASKS = '/proc/self/task';
const NANOS_PER_SECOND = 1e9;

function requestsFrom(firstSeed: number, runs: number): readonly PlanRequest[] {
  return Array.from({ length: runs }, (_, nth) => {
    const system = SYSTEMS[nth % SYSTEMS.length]?.name ?? '';
    return { system, variant: null, seed: firstSeed + nth, preset: 'everything', pastContract: null, operations: 200 };
  });
}

/** CPU seconds of each thread of this process so far, by its id. */
function threadSeconds(): ReadonlyMap<string, number> {
  return new Map(
    readdirSync(TASKS).map((id) => {
      const [nanos] = readFileSync(`${TASKS}/${id}/schedstat`, 'utf8').split(' ');
      return [id, Number(nanos) / NANOS_PER_SECOND];
    }),
  );
}

interface Measured {
  readonly wall: number;
  readonly total: number;
  readonly main: number;
  /** Of the worker thread that has most to do. */
  readonly worker: number;
}

async function measure(threads: number): Promise<Measured> {
  const older = threadSeconds();
  const engine = threadEngine(threads);
  const options = { engine, signal: new AbortController().signal, onOutcome: formatOutcome };
  // A thread loads and compiles the code by itself, in its first hundred runs or so.
  await runCampaign(requestsFrom(1_000_000, WARM_UP_RUNS * threads), options);
  const before = threadSeconds();
  const begun = performance.now();
  await runCampaign(requestsFrom(1, RUNS), options);
  const wall = (performance.now() - begun) / 1000;
  const spent = [...threadSeconds()].map(([id, seconds]) => ({ id, seconds: seconds - (before.get(id) ?? 0) }));
  await engine.close();
  const main = spent.find(({ id }) => Number(id) === process.pid)?.seconds ?? 0;
  const worker = Math.max(...spent.filter(({ id }) => !older.has(id)).map(({ seconds }) => seconds));
  return { wall, total: spent.reduce((sum, { seconds }) => sum + seconds, 0), main, worker };
}

const walls: number[] = [];
const bounds: number[] = [];
console.log(
  `${RUNS} runs after ${WARM_UP_RUNS} a thread to warm up, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
for (let round = 1; round <= ROUNDS; round++) {
  const one = await measure(1);
  const two = await measure(2);
  walls.push(one.wall / two.wall);
  bounds.push(one.worker / Math.max(two.total / 2, two.worker));
  for (const [name, { wall, total, main, worker }] of Object.entries({ '1 worker ': one, '2 workers': two }))
    console.log(
      `round ${round}, ${name}: ${wall.toFixed(1)} s, ${total.toFixed(1)} CPU s: main thread ${main.toFixed(2)}, ` +
        `busiest worker ${worker.toFixed(1)}; load ${loadavg()[0]?.toFixed(1)}`,
    );
}
console.log(`by wall time ${median(walls).toFixed(2)}×, by CPU time of the threads ${median(bounds).toFixed(2)}×`);
