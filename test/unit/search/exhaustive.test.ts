import { describe, expect, test } from 'vitest';
import { errorOf } from '../../helpers/error-of.ts';
import { judge } from '../../../src/claims/judge.ts';
import { DYNAMO } from '../../../src/models/dynamo/dynamo.ts';
import { INVENTORY } from '../../../src/models/inventory/inventory.ts';
import { STRIPE } from '../../../src/models/stripe/stripe.ts';
import { SYNOD } from '../../../src/models/synod/synod.ts';
import type { System } from '../../../src/models/system.ts';
import { NotSmallError, runEverySchedule, type Schedule, type SmallScope } from '../../../src/search/exhaustive.ts';
import { ExhaustiveTally } from '../../../src/search/exhaustive-tally.ts';
import { simulate } from '../../../src/search/simulate.ts';

const SMALL: SmallScope = { servers: 3, operations: 1, deviations: 2 };

function allOf(variant: string | null, scope: SmallScope): Schedule[] {
  return [...runEverySchedule(SYNOD, variant, scope)];
}

function tallyUntilViolation(variant: string | null, scope: SmallScope, system: System = SYNOD): ExhaustiveTally {
  const tally = new ExhaustiveTally();
  for (const schedule of runEverySchedule(system, variant, scope)) {
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

  test('refuses a system whose schedules are too many, with how many they would be', () => {
    const all = (): Schedule[] => [...runEverySchedule(STRIPE, null, { ...SMALL, operations: 2 })];
    expect(all).toThrow(NotSmallError);
    const [, places, schedules] =
      /has (\d+) places where it could go otherwise, so there are about (\d+) schedules of at most 2 faults/.exec(
        errorOf(all) ?? '',
      ) ?? [];
    const pairs = (Number(places) * (Number(places) - 1)) / 2;
    expect(Number(schedules) / pairs).toBeCloseTo(1, 1);
  });
});

describe('real systems, in a small world', () => {
  const TWO: SmallScope = { servers: 3, operations: 2, deviations: 1 };
  const HEAL_NANOS = 10_000_000_000;

  test('dynamo keeps every addition and converges, whatever single event goes otherwise', () => {
    const tally = new ExhaustiveTally();
    for (const schedule of runEverySchedule(DYNAMO, null, TWO)) {
      tally.add(schedule);
      const { plan, deviable } = schedule;
      if (tally.schedules % 10 !== 0) continue;
      // Whatever went otherwise, both operations ended while something still could.
      const { operations } = simulate(plan).history;
      const ofClients = operations.filter(({ process, time }) => typeof process === 'number' && time < HEAL_NANOS);
      expect(ofClients.map(({ type }) => type).sort()).toEqual(['invoke', 'invoke', 'ok', 'ok']);
      expect(ofClients.at(-1)!.time).toBeLessThan(1_000 * deviable!.untilMicros);
    }
    expect(tally.verdict).toBe('holds');
    expect(tally.byDeviations[0]).toBe(24);
    expect(tally.byDeviations[1]).toBeGreaterThan(2_000);
    expect(tally.guarantees.get('no-lost-addition')?.runs).toMatchObject({ holds: tally.schedules });
    expect(tally.guarantees.get('convergence')?.runs).toMatchObject({ holds: tally.schedules });
  });

  test.each([
    ['dynamo', DYNAMO, 'last-writer-wins', 0, 'no-lost-addition'],
    ['dynamo', DYNAMO, 'blind-put', 1, 'no-lost-addition'],
    ['inventory', INVENTORY, 'check-then-reserve', 0, 'no-oversell'],
  ] as const)(
    '%s: finds a mistake without a seed, with the fewest faults: %3$s',
    (_, system, variant, faults, broken) => {
      const { violation } = tallyUntilViolation(variant, TWO, system);
      expect(violation?.deviations).toBe(faults);
      const violated = violation!.judgement.guarantees.filter(({ verdict }) => verdict.verdict === 'violated');
      expect(violated.map(({ name }) => name)).toContain(broken);
      expect(judge(simulate({ ...violation!.plan, variant: null }).history, system.claim).verdict).toBe('holds');
    },
  );

  test('inventory begins with leaders elected, and holds in every workload without a fault', () => {
    const schedules = [...runEverySchedule(INVENTORY, null, { ...TWO, deviations: 0 })];
    expect(schedules).toHaveLength(24);
    for (const { plan, judgement, deviable } of schedules) {
      expect(judgement.verdict).toBe('holds');
      const run = simulate(plan, { deviable: deviable! });
      expect(run.choices.length).toBeGreaterThan(100);
      const leaders = run.history.operations.filter(
        ({ f, time }) => f === 'lease' && time < 1_000 * deviable!.fromMicros,
      );
      expect(new Set(leaders.map(({ value }) => (value as { readonly group: string }).group))).toEqual(
        new Set(['stock', 'locks']),
      );
    }
  });
});
