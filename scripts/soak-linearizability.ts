// Compares the linearizability checkers with brute force on many random small histories of every object.
// Run: npm run soak -- [histories] [first seed] [part of an object's name]
import { specOf } from '../src/checkers/linearizability/specs/catalog.ts';
import { compareWithBruteForce } from '../test/helpers/linearizability/compare-with-brute-force.ts';
import { subjects } from '../test/helpers/linearizability/subjects.ts';

const BATCH = 1_000;

const [histories = '10000000', firstSeed = '1000000', part = ''] = process.argv.slice(2);
const chosen = subjects.filter(({ name }) => name.includes(part));
if (chosen.length === 0)
  throw new Error(`no object has "${part}" in its name: ${subjects.map(({ name }) => name).join(', ')}`);
const total = Number(histories);
const each = Math.ceil(total / chosen.length);
const tallies = chosen.map((subject) => ({ ...subject, holds: 0, violated: 0, polynomial: 0 }));

// Objects take turns, so that a run that is stopped has tried all of them, and the next one goes on from its last line.
for (let done = 0; done < each;) {
  const count = Math.min(BATCH, each - done);
  for (const tally of tallies) {
    const { holds, violated, polynomial } = compareWithBruteForce(
      tally.subject,
      specOf(tally.spec),
      Number(firstSeed) + done,
      count,
    );
    tally.holds += holds;
    tally.violated += violated;
    tally.polynomial += polynomial;
  }
  done += count;
  const left = Math.max(0, total - done * chosen.length);
  const next = Number(firstSeed) + done;
  console.error(`${done * chosen.length} histories agree; to go on: npm run soak -- ${left} ${next} ${part}`.trimEnd());
}
for (const { name, holds, violated, polynomial } of tallies)
  console.log(`${name}: ${holds} hold, ${violated} are violated, ${polynomial} decided in polynomial time; all agree`);
