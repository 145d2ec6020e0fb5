import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/claims/judge.ts';
import { DYNAMO } from '../../../src/models/dynamo/dynamo.ts';
import { SYNOD } from '../../../src/models/synod/synod.ts';
import { NotSmallError, runEverySchedule, type Schedule, type SmallScope } from '../../../src/search/exhaustive.ts';
import { ExhaustiveTally } from '../../../src/search/exhaustive-tally.ts';
import { simulate } from '../../../src/search/simulate.ts';

const SMALL: SmallScope = { servers: 3, operations: 1, deviations: 2 };

function allOf(variant: string | null, scope: SmallScope): Schedule[] {
  return [...runEverySchedule(SYNOD, variant, scope)];
}

function tallyUntilViolation(variant: string | null, scope: SmallScope): ExhaustiveTally {
  const tally = new ExhaustiveTally();
  for (const schedule of runEverySchedule(SYNOD, variant, scope)) {
    tally.add(schedule);
    if (tally.violation !== undefined) break;
  }
  return tally;
}

describe('runEverySchedule', () => {
  test('runs each schedule once: those with one deviation more are the choices of those with one less', () => {
    const schedules = allOf(null, SMALL);
    const texts = schedules.map(({ workload, plan }) => JSON.stringify([workload, plan.deviations]));
    expect(new Set(texts).size).toBe(texts.length);
    for (const level of [0, 1]) {
      const choices = schedules
        .filter(({ deviations }) => deviations === level)
        .map(({ plan }) => simulate(plan).choices.length);
      const next = schedules.filter(({ deviations }) => deviations === level + 1);
      expect(next).toHaveLength(choices.reduce((sum, count) => sum + count));
    }
  });

  test('has choices of every kind, none twice, and only after the last deviation', () => {
    const [undisturbed] = allOf(null, { ...SMALL, deviations: 0 });
    const { choices } = simulate(undisturbed!.plan);
    expect(new Set(choices.map(({ kind }) => kind)).size).toBe(5);
    expect(new Set(choices.map((choice) => JSON.stringify(choice))).size).toBe(choices.length);
    const late = choices.at(-1)!;
    const after = simulate({ ...undisturbed!.plan, deviations: [late] }).choices;
    expect(after.every(({ event }) => event > late.event)).toBe(true);
  });

  test('finds nothing wrong with Paxos, for two operations and one fault', () => {
    const tally = tallyUntilViolation(null, { servers: 3, operations: 2, deviations: 1 });
    expect(tally.verdict).toBe('holds');
    expect(tally.byDeviations[0]).toBe(24);
    expect(tally.schedules).toBe(24 + tally.byDeviations[1]!);
    expect(tally.guarantees.get('linearizable-registers')?.exercised['concurrentPairs']).toBeGreaterThan(1000);
  });

  test('finds acceptors that forget what they accepted, with two faults and no fewer', () => {
    const tally = tallyUntilViolation('forgets-accepted', { servers: 3, operations: 2, deviations: 2 });
    const { plan, judgement } = tally.violation!;
    expect(tally.byDeviations.slice(0, 2).reduce((sum, count) => sum + count)).toBeLessThan(tally.schedules);
    expect(plan.deviations?.map(({ kind }) => kind)).toEqual([expect.any(String), expect.stringMatching('power-loss')]);
    expect(judgement.guarantees.find(({ verdict }) => verdict.verdict === 'violated')?.name).toBe(
      'linearizable-registers',
    );
    expect(simulate(plan).digest).toBe(simulate(plan).digest);
    expect(judge(simulate({ ...plan, variant: null }).history, SYNOD.claim).verdict).toBe('holds');
  });

  test('finds proposers that ignore what was accepted, without any fault', () => {
    expect(tallyUntilViolation('ignores-accepted', SMALL).violation?.deviations).toBe(0);
  });

  test('refuses a system whose schedules are too many', () => {
    expect(() => [...runEverySchedule(DYNAMO, null, SMALL)]).toThrow(NotSmallError);
  });
});
