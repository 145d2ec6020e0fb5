import { describe, expect, test } from 'vitest';
import { SYSTEMS } from '../../../../src/models/registry.ts';
import { SPANNER } from '../../../../src/models/spanner/spanner.ts';
import { keepWithinContract } from '../../../../src/nemesis/within-contract.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import type { Plan, PlanRequest } from '../../../../src/search/plan.ts';
import { runBatch } from '../../../../src/search/run-batch.ts';
import { simulate } from '../../../../src/search/simulate.ts';
import { STRATEGIES } from '../../../../src/search/strategy/strategies.ts';
import type { StrategyName } from '../../../../src/search/strategy/strategy-name.ts';

function requestFor(seed: number, strategy?: StrategyName, system = 'spanner'): PlanRequest {
  const request = { system, variant: null, seed, preset: 'everything', pastContract: null, operations: 60 } as const;
  return strategy === undefined ? request : { ...request, strategy };
}

/** Each line of a run's history that lies in the given time. */
function linesBetween(plan: Plan, fromMicros: number, toMicros: number): readonly string[] {
  return simulate(plan)
    .history.operations.filter(({ time }) => time > fromMicros * 1000 && time <= toMicros * 1000)
    .map((operation) => JSON.stringify(operation));
}

describe.each(STRATEGIES)('$name', ({ name }) => {
  test.each(SYSTEMS)('draws plans within the contract of $name, the same in any order', (system) => {
    const draw = (seed: number): Plan => drawPlan(requestFor(seed, name, system.name));
    const seeds = [1, 2, 3, 4, 5, 6];
    const forwards = seeds.map(draw);
    expect(seeds.toReversed().map(draw).toReversed()).toEqual(forwards);
    for (const { faults, strategy, seed } of forwards) {
      expect(faults).toEqual(keepWithinContract(faults, system.claim.contract));
      expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
      expect(strategy).toBe(name === 'swarm' ? undefined : name);
      expect(seeds).toContain(seed);
    }
  });

  test('leaves its name in results, which the correct system passes', () => {
    const [outcome] = runBatch([requestFor(2, name)]);
    const strategy = name === 'swarm' ? {} : { strategy: name };
    expect(outcome).toMatchObject({ result: { ...strategy, judgement: { verdict: 'holds' } } });
  });
});

describe('priorities', () => {
  const plan = drawPlan(requestFor(1, 'priorities'));
  const [{ name: to, home: from } = { name: '', home: '' }] = plan.topology.clients;
  const atMicros = 4_000_000;
  const stepMicros = 50_000;

  test('each link has a level of its own, a changed one comes after all others, and all ends with the heal', () => {
    const changes = [{ atMicros, from, to }];
    const { healMicros } = SPANNER.phases;
    const prioritised: Plan = { ...plan, faults: [], steadyLatency: true, priorities: { stepMicros, changes } };
    const { trace } = simulate(prioritised, { trace: true });
    const levels = new Map<string, Set<number>>();
    const changed = new Set<number>();
    let healed = 0;
    for (const message of trace?.messages ?? []) {
      const [arrival] = message.arrivals;
      if (arrival === undefined || message.from === message.to) continue;
      // No undisturbed link takes as long as a step.
      const level = Math.floor((arrival.micros - message.sentMicros) / stepMicros);
      if (message.sentMicros > healMicros) {
        healed++;
        expect(level).toBe(0);
      } else if (message.sentMicros >= atMicros && message.from === from && message.to === to) changed.add(level);
      else {
        const link = `${message.from} ${message.to}`;
        levels.set(link, (levels.get(link) ?? new Set()).add(level));
      }
    }
    expect(healed).toBeGreaterThan(100);
    expect([...changed]).toEqual([8]);
    expect([...levels.values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect(new Set([...levels.values()].flatMap((set) => [...set]))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  });

  test('change points and their number are drawn, and are ordered', () => {
    const drawn = Array.from({ length: 40 }, (_, nth) => drawPlan(requestFor(nth + 1, 'priorities')).priorities);
    expect(new Set(drawn.map((it) => it?.changes.length))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(drawn.map((it) => it?.stepMicros)).size).toBeGreaterThan(1);
    for (const it of drawn) {
      const times = it?.changes.map((change) => change.atMicros) ?? [];
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});

describe('branch', () => {
  const family = [5, 6, 7, 8].map((seed) => drawPlan(requestFor(seed, 'branch')));

  test('the first of a family is a swarm, the others go its way to a moment and then their own', () => {
    const [trunk, ...branches] = family;
    if (trunk === undefined) throw new Error('there is no trunk');
    expect({ ...trunk, strategy: undefined }).toEqual({ ...drawPlan(requestFor(5)), strategy: undefined });
    const ends = new Set<string>();
    for (const branch of branches) {
      const { seed, untilMicros = 0 } = branch.prefix ?? {};
      expect(seed).toBe(5);
      expect(untilMicros).toBeLessThan(SPANNER.phases.healMicros);
      const before = linesBetween(branch, -1, untilMicros);
      expect(before).toEqual(linesBetween(trunk, -1, untilMicros));
      const after = linesBetween(branch, untilMicros, Infinity);
      expect(after).not.toEqual(linesBetween(trunk, untilMicros, Infinity));
      ends.add(after.join());
      const later = branch.faults.filter(({ atMicros }) => atMicros > untilMicros);
      for (const fault of later) expect(trunk.faults).not.toContainEqual(fault);
    }
    expect(ends.size).toBe(3);
  });

  test('what the trunk met least often is tried first', () => {
    const [trunk, branch] = family;
    const { coverage, firstMet } = simulate(trunk ?? drawPlan(requestFor(5)), { isChaosOnly: true });
    const rarest = Math.min(...[...firstMet.keys()].map((name) => coverage[name] ?? Infinity));
    const moments = [...firstMet].filter(([name]) => coverage[name] === rarest).map(([, micros]) => micros);
    expect(moments).toContain(branch?.prefix?.untilMicros);
  });

  test('past the contract nothing is branched', () => {
    const [step] = SPANNER.claim.pastContract;
    const past = { ...requestFor(6, 'branch'), preset: 'none' as const, pastContract: step?.name ?? '' };
    expect(drawPlan(past)).toEqual({ ...drawPlan({ ...past, strategy: 'swarm' }), strategy: 'branch' });
  });
});

test('a portfolio gives each strategy its share of any twenty seeds from 1 on', () => {
  const plans = Array.from({ length: 20 }, (_, nth) => drawPlan(requestFor(nth + 21, 'portfolio')));
  expect(plans.filter(({ priorities }) => priorities !== undefined)).toHaveLength(4);
  expect(plans.filter(({ prefix }) => prefix !== undefined)).toHaveLength(3);
});

test('an unknown strategy is refused by name', () => {
  expect(() => drawPlan(requestFor(1, 'branches' as StrategyName))).toThrow(
    'there is no strategy "branches". Did you mean "branch"? There are: swarm, priorities, branch, portfolio.',
  );
});
