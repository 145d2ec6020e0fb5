// How a campaign scales from one worker thread to two. Both in the same run, alternating; median of five rounds.
// Needs the built program: threads load their worker from it. Run: npx tsx bench/campaign.ts [runs]
import { availableParallelism, loadavg } from 'node:os';
import { runCampaign } from '../src/search/campaign/run-campaign.ts';
import type { PlanRequest } from '../src/search/plan.ts';
import type { threadEngine as ThreadEngine } from '../src/search/engine/threads.ts';
import { median } from './measure.ts';

const { threadEngine } = (await import(new URL('../dist/search/engine/threads.js', import.meta.url).href)) as {
  readonly threadEngine: typeof ThreadEngine;
};

const RUNS = Number(process.argv[2] ?? 60);
const ROUNDS = 5;

const requests: readonly PlanRequest[] = Array.from({ length: RUNS }, (_, nth) => ({
  system: nth % 2 === 0 ? 'spanner' : 'dynamo',
  variant: null,
  seed: 1 + nth,
  preset: 'everything',
  pastContract: null,
  operations: 200,
}));

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

async function measure(threads: number): Promise<Measured> {
  const engine = threadEngine(threads);
  const signal = new AbortController().signal;
  // The first runs of a thread load and compile the code.
  await runCampaign(requests.slice(0, 4 * threads), { engine, signal, onOutcome: () => undefined });
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await runCampaign(requests, { engine, signal, onOutcome: () => undefined });
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await engine.close();
  return { seconds, cpuSeconds: (user + system) / 1e6 };
}

const ratios: number[] = [];
const cpuRatios: number[] = [];
console.log(`${RUNS} runs, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
for (let round = 1; round <= ROUNDS; round++) {
  const one = await measure(1);
  const two = await measure(2);
  ratios.push(one.seconds / two.seconds);
  cpuRatios.push(two.cpuSeconds / one.cpuSeconds);
  console.log(
    `round ${round}: 1 worker ${one.seconds.toFixed(1)} s (${one.cpuSeconds.toFixed(1)} CPU s, ${(RUNS / one.seconds).toFixed(1)} runs/s), ` +
      `2 workers ${two.seconds.toFixed(1)} s (${two.cpuSeconds.toFixed(1)} CPU s, ${(RUNS / two.seconds).toFixed(1)} runs/s), ` +
      `${(one.seconds / two.seconds).toFixed(2)}×`,
  );
}
console.log(`median: ${median(ratios).toFixed(2)}× as fast, ${median(cpuRatios).toFixed(2)}× the CPU time`);
