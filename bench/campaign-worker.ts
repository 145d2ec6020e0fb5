// What `bench/campaign.ts` starts twice: a process that runs campaigns when told to, on as many workers as its first argument
// says. The second is the folder of the built program, which is what users run, and where threads find their worker.
import type * as Registry from '../src/models/registry.ts';
import type * as RunCampaign from '../src/search/campaign/run-campaign.ts';
import type * as ResultsLine from '../src/search/campaign/results-line.ts';
import type * as InPlace from '../src/search/engine/in-place.ts';
import type * as Threads from '../src/search/engine/threads.ts';
import type { PlanRequest } from '../src/search/plan.ts';

/** Runs of so many seeds of each system; with none the process ends. */
export interface Turn {
  readonly firstSeed: number;
  readonly seeds: number;
}

/** What a turn took, in seconds. */
export interface TurnTime {
  readonly wall: number;
  readonly cpu: number;
}

const [workers, program] = process.argv.slice(2);

async function built<T>(path: string): Promise<T> {
  return (await import(`${program}/${path}`)) as T;
}

const { SYSTEMS } = await built<typeof Registry>('models/registry.js');
const { runCampaign } = await built<typeof RunCampaign>('search/campaign/run-campaign.js');
const { formatOutcome } = await built<typeof ResultsLine>('search/campaign/results-line.js');
const { inPlaceEngine } = await built<typeof InPlace>('search/engine/in-place.js');
const { threadEngine } = await built<typeof Threads>('search/engine/threads.js');

const engine = Number(workers) > 1 ? threadEngine(Number(workers)) : inPlaceEngine();

function requestsOf({ firstSeed, seeds }: Turn): readonly PlanRequest[] {
  return Array.from({ length: seeds }, (_, nth) => firstSeed + nth).flatMap((seed) =>
    SYSTEMS.map(({ name }): PlanRequest => {
      return { system: name, variant: null, seed, preset: 'everything', pastContract: null, operations: 200 };
    }),
  );
}

async function take(turn: Turn): Promise<TurnTime> {
  const begun = performance.now();
  const before = process.cpuUsage();
  await runCampaign(requestsOf(turn), { engine, signal: new AbortController().signal, onOutcome: formatOutcome });
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 };
}

process.on('message', (turn: Turn) => {
  if (turn.seeds > 0) void take(turn).then((time) => process.send!(time));
  else void engine.close().then(() => process.disconnect());
});
process.send!('ready');
