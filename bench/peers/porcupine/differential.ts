// Compares the port, and capcheck's own checkers, with Porcupine: `npx tsx bench/peers/porcupine/differential.ts [random] [mutated] [seed]`.
import seedrandom from 'seedrandom';
import { hasCorpus } from '../../../vendor/porcupine-ts/test/corpus/porcupine-corpus.ts';
import { checkByEngine } from './check-by-engine.ts';
import { checkHistory } from './check-history.ts';
import { readCorpusHistories } from './corpus-histories.ts';
import type { ModelHistory } from './history-line.ts';
import { mutateHistory } from './mutated-history.ts';
import { checkWithPorcupine } from './peer.ts';
import { type Draw, randomHistory } from './random-histories.ts';

/** A history that needs more is counted as undecided: a mutated one may need more memory than there is. */
const STEP_BUDGET = 2_000_000;

const [randomCount = '20000', mutatedCount = '1000', seed = 'porcupine'] = process.argv.slice(2);
const random = seedrandom.xor128(seed);
const draw: Draw = (limit) => Math.floor(random() * limit);

const histories = new Map<string, ModelHistory>();
for (let index = 0; index < Number(randomCount); index++) histories.set(`random ${index}`, randomHistory(draw));
if (hasCorpus) {
  const corpus = [...readCorpusHistories()];
  for (const [file, history] of corpus) histories.set(file, history);
  for (let index = 0; index < Number(mutatedCount); index++) {
    const [file, history] = corpus[draw(corpus.length)]!;
    histories.set(`mutated ${index} of ${file}`, mutateHistory(history, draw));
  }
} else {
  console.log('no corpora/porcupine in $CAPCHECK_CORPORA: random histories only');
}

const opinions = {
  port: new Map([...histories].map(([id, history]) => [id, checkHistory(history, { stepBudget: STEP_BUDGET })])),
  engine: new Map([...histories].map(([id, history]) => [id, checkByEngine(history, STEP_BUDGET)])),
};
// What the port can't decide, Porcupine may need more memory for than there is.
const decided = new Map([...histories].filter(([id]) => opinions.port.get(id) !== 'Unknown'));
const counts = { Ok: 0, Illegal: 0, Unknown: 0, differences: 0 };
for (const { id, result } of checkWithPorcupine(decided)) {
  counts[result]++;
  for (const [who, verdicts] of Object.entries(opinions)) {
    if (result === 'Unknown' || result === verdicts.get(id)) continue;
    counts.differences++;
    console.log(`${id}: Porcupine ${result}, ${who} ${verdicts.get(id)}: ${JSON.stringify(histories.get(id))}`);
  }
}
const undecided = [...opinions.engine.values()].filter((result) => result === 'Unknown').length;
console.log(
  `${decided.size} histories compared (${counts.Ok} Ok, ${counts.Illegal} Illegal, ${counts.Unknown} Unknown to Porcupine), ` +
    `${histories.size - decided.size} over the port's step budget, ${undecided} over the engine's, ${counts.differences} differences`,
);
if (counts.differences > 0) process.exitCode = 1;
