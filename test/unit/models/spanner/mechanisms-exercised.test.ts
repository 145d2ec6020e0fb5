import { expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';

/** What must have happened in a handful of runs, or a mechanism is there in name only. */
const MARKS = [
  'locks: transaction waits',
  'locks: younger transaction wounded',
  'log: leader deposed',
  'log: leader elected after another',
  'log: new leader finishes the work of another',
  'log: replica caught up by fetching',
  'spanner: client retries an aborted transaction',
  'spanner: leader elected',
  'spanner: participant learns the ending by asking',
  'spanner: snapshot read at a follower',
  'spanner: tablet split',
  'spanner: tablets merged',
  'spanner: transaction aborted by its coordinator',
  'spanner: transaction committed',
  'spanner: transaction over several groups',
];

const SEEDS_AT_MOST = 40;

test('a few runs under everything use every mechanism of spanner', () => {
  const missing = new Set(MARKS);
  for (let seed = 1; seed <= SEEDS_AT_MOST && missing.size > 0; seed++) {
    const request = { system: 'spanner', variant: null, seed, preset: 'everything', pastContract: null } as const;
    const { coverage } = simulate(drawPlan({ ...request, operations: 200 }));
    for (const [name, count] of Object.entries(coverage)) if (count > 0) missing.delete(name);
  }
  expect([...missing]).toEqual([]);
});
