// Compares the linearizability checkers with brute force on many random small histories of every object.
// Run: npm run soak -- [histories] [first seed] [threads] [part of an object's name]
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { subjects } from '../test/helpers/linearizability/subjects.ts';
import type { Comparison, Compared } from './soak-worker.ts';

const BATCH = 1_000;

const [histories = '10000000', firstSeed = '1000000', threads = String(availableParallelism()), part = ''] =
  process.argv.slice(2);
const chosen = subjects.filter(({ name }) => name.includes(part));
if (chosen.length === 0)
  throw new Error(`no object has "${part}" in its name: ${subjects.map(({ name }) => name).join(', ')}`);
const total = Number(histories);
const each = Math.ceil(total / chosen.length);
const tallies = chosen.map(({ name }) => ({ name, holds: 0, violated: 0, polynomial: 0 }));
const pool = new Piscina<Comparison, Compared>({
  filename: new URL('./soak-worker.ts', import.meta.url).href,
  maxThreads: Number(threads),
});

// Objects take turns, so that a run that is stopped has tried all of them; the next one goes on from its last line.
let differences = 0;
for (let done = 0; done < each;) {
  const count = Math.min(BATCH, each - done);
  const from = Number(firstSeed) + done;
  const found = await Promise.all(chosen.map(({ name }) => pool.run({ name, from, count })));
  found.forEach(({ tally, messages }, object) => {
    const sum = tallies[object]!;
    sum.holds += tally.holds;
    sum.violated += tally.violated;
    sum.polynomial += tally.polynomial;
    differences += messages.length;
    for (const message of messages) console.error(`${sum.name}: ${message}`);
  });
  done += count;
  const left = Math.max(0, total - done * chosen.length);
  const next = `npm run soak -- ${left} ${from + count} ${threads} ${part}`.trimEnd();
  console.error(`${done * chosen.length} histories, ${differences} differences; to go on: ${next}`);
}
await pool.close();
for (const { name, holds, violated, polynomial } of tallies)
  console.log(`${name}: ${holds} hold, ${violated} are violated, ${polynomial} decided in polynomial time`);
console.log(differences === 0 ? 'all agree' : `${differences} differ`);
if (differences > 0) process.exitCode = 1;
