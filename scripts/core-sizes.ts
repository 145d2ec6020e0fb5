// How many operations the counterexamples of random violations have, as a table.
// Run: npx tsx scripts/core-sizes.ts [violations of each object] [part of an object's name]
import { specOf } from '../src/checkers/linearizability/specs/catalog.ts';
import { coreSizesOf } from '../test/helpers/linearizability/core-sizes.ts';
import { subjects } from '../test/helpers/linearizability/subjects.ts';

const [violations = '2000', part = ''] = process.argv.slice(2);
const columns = [1, 2, 3, 4, 5, 6];

console.log(`| object | ${columns.join(' | ')} | more | largest | most configurations | undecided |`);
console.log(`| --- | ${columns.map(() => '---:').join(' | ')} | ---: | ---: | ---: | ---: |`);
for (const { name, spec, subject } of subjects) {
  if (!name.includes(part)) continue;
  const { sizes, configurations, undecided } = coreSizesOf(subject, specOf(spec), Number(violations));
  const all = [...sizes.values()].reduce((sum, count) => sum + count, 0);
  const counts = columns.map((size) => sizes.get(size) ?? 0);
  const more = all - counts.reduce((sum, count) => sum + count, 0);
  const cells = [name, ...counts, more, Math.max(...sizes.keys()), configurations, undecided];
  console.log(`| ${cells.join(' | ')} |`);
}
