import { expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';

/** What must have happened in a handful of runs, or a mechanism is there in name only. */
const MARKS = [
  'inventory: a change came under an old token',
  'inventory: a client asks again',
  'inventory: a lock ran out under its holder',
  'inventory: a request came twice or too late',
  'inventory: a request is answered again',
  'inventory: a reservation is closed before its time is surely over',
  'inventory: a reservation is withdrawn before it comes',
  'inventory: a shop gives up a lock for another',
  'inventory: a shop in doubt does nothing',
  'inventory: another server leads the locks',
  'inventory: another server leads the stock',
  'inventory: the store refuses an older token',
  'inventory: the time of a reservation ends',
  'inventory: units moved between counters',
];

const SEEDS_AT_MOST = 40;

test('a few runs under everything use every mechanism of the inventory', () => {
  const missing = new Set(MARKS);
  for (let seed = 1; seed <= SEEDS_AT_MOST && missing.size > 0; seed++) {
    const request = { system: 'inventory', variant: null, seed, preset: 'everything', pastContract: null } as const;
    const { coverage } = simulate(drawPlan({ ...request, operations: 200 }));
    for (const [name, count] of Object.entries(coverage)) if (count > 0) missing.delete(name);
  }
  expect([...missing]).toEqual([]);
});
