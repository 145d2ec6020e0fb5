// Compares the linearizability checkers with brute force on many random small histories of every spec.
// Run: npx tsx scripts/soak-linearizability.ts [histories] [first seed]
import { specOf } from '../src/checkers/linearizability/specs/catalog.ts';
import { compareWithBruteForce } from '../test/helpers/linearizability/compare-with-brute-force.ts';
import { subjects } from '../test/helpers/linearizability/subjects.ts';

const BATCH = 10_000;

const histories = Number(process.argv[2] ?? 10_000_000);
const firstSeed = Number(process.argv[3] ?? 1_000_000);
const each = Math.ceil(histories / subjects.length);

for (const { name, spec, subject } of subjects) {
  const total = { holds: 0, violated: 0, polynomial: 0 };
  for (let done = 0; done < each; done += BATCH) {
    const tally = compareWithBruteForce(subject, specOf(spec), firstSeed + done, Math.min(BATCH, each - done));
    total.holds += tally.holds;
    total.violated += tally.violated;
    total.polynomial += tally.polynomial;
  }
  console.log(
    `${name}: ${total.holds} hold, ${total.violated} are violated, ${total.polynomial} decided in polynomial time; all agree`,
  );
}
