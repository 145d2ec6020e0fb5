// Seeds of dynamo, simulated and judged, a CPU second: five rounds after a warm-up, the median.
// Run: npx tsx bench/dynamo.ts
import { judge } from '../src/claims/judge.ts';
import { DYNAMO } from '../src/models/dynamo/dynamo.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { simulate } from '../src/search/simulate.ts';
import { cpuSeconds, median } from './measure.ts';

const SEEDS = 60;
const OPERATIONS = 200;

interface Round {
  readonly seedsPerSecond: number;
  readonly eventsPerSeed: number;
  readonly judgedShare: number;
}

function measureRound(): Round {
  let events = 0;
  let judging = 0;
  const { seconds } = cpuSeconds(() => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const preset = 'everything';
      const plan = drawPlan({
        system: 'dynamo',
        variant: null,
        seed,
        preset,
        pastContract: null,
        operations: OPERATIONS,
      });
      const run = simulate(plan);
      events += run.events;
      judging += cpuSeconds(() => judge(run.history, DYNAMO.claim)).seconds;
    }
  });
  return { seedsPerSecond: SEEDS / seconds, eventsPerSeed: events / SEEDS, judgedShare: judging / seconds };
}

measureRound();
const rounds = Array.from({ length: 5 }, measureRound);
const seedsPerSecond = median(rounds.map((round) => round.seedsPerSecond));
const judgedShare = median(rounds.map((round) => round.judgedShare));
const eventsPerSeed = Math.round(rounds[0]?.eventsPerSeed ?? 0);
console.log(
  `dynamo, ${OPERATIONS} operations: ${seedsPerSecond.toFixed(1)} seeds a CPU second, ` +
    `${eventsPerSeed} events a seed, ${(100 * judgedShare).toFixed(0)} % of it judging`,
);
