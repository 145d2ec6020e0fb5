import { expect, test } from 'vitest';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import type { Plan } from '../../../src/search/plan.ts';
import { runPlan } from '../../../src/search/run-plan.ts';
import { simulate } from '../../../src/search/simulate.ts';

function planOf(system: string, preset: 'everything' | 'none'): Plan {
  return drawPlan({ system, variant: null, seed: 5, preset, pastContract: null, operations: 40 });
}

test('a run whose future is redrawn goes the same way until then, and another way after', () => {
  const plan = planOf('dynamo', 'everything');
  const atMicros = 5_000_000;
  const linesOf = (run: ReturnType<typeof simulate>, isBefore: boolean): readonly string[] =>
    run.history.operations
      .filter(({ time }) => time <= atMicros * 1000 === isBefore)
      .map((operation) => JSON.stringify(operation));
  const original = simulate(plan);
  const redrawn = simulate({ ...plan, reseed: { atMicros, salt: 1 } });
  expect(linesOf(redrawn, true)).toEqual(linesOf(original, true));
  expect(linesOf(redrawn, false)).not.toEqual(linesOf(original, false));
  const other = simulate({ ...plan, reseed: { atMicros, salt: 2 } });
  expect(other.digest).not.toBe(redrawn.digest);
});

test('with steady latencies every message of a link takes equally long', () => {
  const run = simulate({ ...planOf('dynamo', 'none'), steadyLatency: true }, { trace: true });
  const taken = new Map<string, Set<number>>();
  for (const { from, to, sentMicros, arrivals } of run.trace?.messages ?? []) {
    const times = taken.get(`${from} ${to}`) ?? new Set<number>();
    for (const { micros } of arrivals) times.add(micros - sentMicros);
    taken.set(`${from} ${to}`, times);
  }
  expect(taken.size).toBeGreaterThan(10);
  expect([...taken.values()].filter(({ size }) => size > 1)).toEqual([]);
});

test('spanner keeps its claim with exact time, whatever the faults', () => {
  const plan = planOf('spanner', 'everything');
  const { judgement } = runPlan({ ...plan, settings: { exactTime: true } }).result;
  expect(judgement.verdict).toBe('holds');
});
