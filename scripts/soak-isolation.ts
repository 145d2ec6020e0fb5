// Compares the isolation checker at every level with a complete search, on many random small histories of right and wrong stores.
// Run: npm run soak:isolation -- [histories] [first seed] [threads]
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { isolationLevels } from '../src/checkers/isolation/level.ts';
import type { Workload } from '../src/checkers/isolation/transactions.ts';
import { addTally, emptyTally } from '../test/helpers/isolation/compare-levels.ts';
import type { LevelComparison, LevelsCompared } from './soak-isolation-worker.ts';

const BATCH = 2_000;
const WORKLOADS: readonly Workload[] = ['list-append', 'rw-register'];

const [histories = '1000000', firstSeed = '1000000', threads = String(availableParallelism())] = process.argv.slice(2);
const each = Math.ceil(Number(histories) / WORKLOADS.length);
const pool = new Piscina<LevelComparison, LevelsCompared>({
  filename: new URL('./soak-isolation-worker.ts', import.meta.url).href,
  maxThreads: Number(threads),
});

const tallies = WORKLOADS.map(() => emptyTally());
let differences = 0;
for (let done = 0; done < each;) {
  const count = Math.min(BATCH, each - done);
  const from = Number(firstSeed) + done;
  const found = await Promise.all(WORKLOADS.map((workload) => pool.run({ workload, from, count })));
  found.forEach(({ tally, messages }, i) => {
    addTally(tallies[i]!, tally);
    differences += messages.length;
    for (const message of messages) console.error(message);
  });
  done += count;
  const left = Math.max(0, Number(histories) - done * WORKLOADS.length);
  const next = `npm run soak:isolation -- ${left} ${from + count} ${threads}`;
  console.error(`${done * WORKLOADS.length} histories, ${differences} differences; to go on: ${next}`);
}
await pool.close();
WORKLOADS.forEach((workload, i) => {
  const { histories: judged, vacuous, orders, cycles, holds, refuted } = tallies[i]!;
  console.log(
    `${workload}: ${judged} histories, ${vacuous} vacuous; ${orders} orders replayed, ${cycles} cycles derived again`,
  );
  for (const level of isolationLevels)
    console.log(`  ${level}: ${holds[level] ?? 0} hold, ${refuted[level] ?? 0} refuted`);
});
console.log(differences === 0 ? 'all agree' : `${differences} differ`);
if (differences > 0) process.exitCode = 1;
