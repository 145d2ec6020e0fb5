import { expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';

/** What must have happened in a handful of runs, or a mechanism is there in name only. */
const MARKS = [
  'kafka: a consumer asks for records that retention has removed',
  'kafka: a controller takes over',
  'kafka: a follower begins anew where its leader’s log begins',
  'kafka: a follower forgets records that its leader never had',
  'kafka: a leader is elected after another',
  'kafka: a leader is found by comparing logs',
  'kafka: a partition is withheld until its worker gave it up',
  'kafka: a record was sent again and not appended again',
  'kafka: a request came twice or too late',
  'kafka: a silent broker is fenced',
  'kafka: a transaction coordinator takes over',
  'kafka: a worker takes back a partition from one that was left behind',
  'kafka: an abandoned transaction is aborted',
  'kafka: an admission to the in-sync replicas is taken back',
  'kafka: in-sync replicas grow',
  'kafka: in-sync replicas shrink',
  'kafka: orders were processed exactly once',
  'kafka: the group of workers is rebalanced',
  'kafka: refused below the least number of in-sync replicas',
  'kafka: retention removes records',
  'log: a leader that nobody answers resigns',
];

const SEEDS_AT_MOST = 40;

test('a few runs under everything use every mechanism of kafka', () => {
  const missing = new Set(MARKS);
  for (let seed = 1; seed <= SEEDS_AT_MOST && missing.size > 0; seed++) {
    const request = { system: 'kafka', variant: null, seed, preset: 'everything', pastContract: null } as const;
    const { coverage } = simulate(drawPlan({ ...request, operations: 200 }));
    for (const [name, count] of Object.entries(coverage)) if (count > 0) missing.delete(name);
  }
  expect([...missing]).toEqual([]);
});
