import { describe, expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import type { Plan } from '../../../../src/search/plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';

/** What must have happened in a handful of runs, or a mechanism is there in name only. */
const MARKS = [
  'a client merged siblings',
  'a client saw siblings',
  'a get was answered after an earlier coordinator was not heard',
  'a hint stayed with its coordinator',
  'a key went to its new owners',
  'a put was answered after an earlier coordinator was not heard',
  'a range went to a joining server',
  'a read was answered by fewer than R servers',
  'a server joined the ring',
  'a server left the ring',
  'a stale replica was repaired after a read',
  'a stand-in took a hint',
  'a write was acknowledged by fewer than W servers',
  'an emptied server learned from others what it was',
  'anti-entropy found a difference',
  'hints were delivered',
];

function plan(seed: number, variant: string | null = null): Plan {
  return drawPlan({ system: 'dynamo', variant, seed, preset: 'everything', pastContract: null, operations: 200 });
}

describe('a campaign on dynamo', () => {
  test('uses every mechanism', () => {
    const met = new Set<string>();
    for (let seed = 1; seed <= 20; seed++)
      for (const [name, count] of Object.entries(simulate(plan(seed)).coverage)) if (count > 0) met.add(name);
    expect([...met]).toEqual(expect.arrayContaining(MARKS));
  });

  test('runs the same plan the same way, read back from JSON too', () => {
    for (const seed of [1, 2, 3]) {
      const first = simulate(plan(seed));
      const again = simulate(JSON.parse(JSON.stringify(plan(seed))) as Plan);
      expect(again.digest).toBe(first.digest);
      expect(again.history.operations).toEqual(first.history.operations);
    }
  });

  test('gives the variants the plans of the correct system', () => {
    const { variant: _, ...correct } = plan(5);
    expect(plan(5, 'blind-put')).toEqual({ ...correct, variant: 'blind-put' });
  });
});
