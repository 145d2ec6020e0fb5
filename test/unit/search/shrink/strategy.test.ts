import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../src/search/plan.ts';
import { dropIdleClients, dropServers } from '../../../../src/search/shrink/nodes.ts';
import type { Best, Pass } from '../../../../src/search/shrink/step.ts';
import { dropStrategy } from '../../../../src/search/shrink/strategy.ts';
import { narrowTime } from '../../../../src/search/shrink/time.ts';
import { bestOf, crashOf, plannedWrite, smallPlan } from '../../../helpers/small-plan.ts';

const PREFIX = { seed: 7, untilMicros: 3_100_000 };
const CHANGES = [
  { atMicros: 3_050_000, from: 'n1', to: 'n4' },
  { atMicros: 3_200_000, from: 'c1', to: 'n1' },
];
const PRIORITIES = { stepMicros: 500, changes: CHANGES };

function triedBy(pass: Pass, best: Best): readonly Plan[] {
  const tried: Plan[] = [];
  for (let step = pass.begin(best); step !== undefined; step = step.onFailure()) tried.push(step.candidate);
  return tried;
}

describe('what a strategy has put into a plan', () => {
  const plain = smallPlan([plannedWrite(0, 'c2')], [crashOf(1, 'n1', 3_000_000, 200_000)]);

  test('a swarm has nothing to drop', () => {
    expect(triedBy(dropStrategy, bestOf(plain))).toEqual([]);
  });

  test('a branch is tried as a whole of either seed', () => {
    expect(triedBy(dropStrategy, bestOf({ ...plain, prefix: PREFIX }))).toEqual([{ ...plain, seed: 7 }, plain]);
  });

  test('priorities go, else changes of them one by one', () => {
    const [none, ...fewer] = triedBy(dropStrategy, bestOf({ ...plain, priorities: PRIORITIES }));
    expect(none).toEqual(plain);
    expect(fewer.map(({ priorities }) => priorities?.changes)).toEqual([CHANGES.slice(1), CHANGES.slice(0, 1)]);
  });

  test('a server or client that goes takes its changes along', () => {
    const best = bestOf({ ...plain, priorities: PRIORITIES });
    expect(triedBy(dropServers, best)[0]?.priorities?.changes).toEqual(CHANGES.slice(1));
    expect(triedBy(dropIdleClients, best)[0]?.priorities?.changes).toEqual(CHANGES.slice(0, 1));
  });

  test('its times move with all others', () => {
    const [moved] = triedBy(narrowTime, bestOf({ ...plain, prefix: PREFIX, priorities: PRIORITIES }));
    // The operation begins after a millisecond rather than a second, and everything 999 ms earlier.
    expect(moved?.faults[0]?.atMicros).toBe(2_001_000);
    expect(moved?.prefix).toEqual({ seed: 7, untilMicros: 2_101_000 });
    expect(moved?.priorities?.changes.map(({ atMicros }) => atMicros)).toEqual([2_051_000, 2_201_000]);
  });
});
