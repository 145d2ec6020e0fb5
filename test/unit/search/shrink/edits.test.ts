import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../../src/nemesis/fault.ts';
import type { Plan } from '../../../../src/search/plan.ts';
import { fixFaults, mergeFaults } from '../../../../src/search/shrink/concrete-faults.ts';
import { simplerValues, withoutServer } from '../../../../src/search/shrink/fault-fields.ts';
import { dropIdleClients, dropServers } from '../../../../src/search/shrink/nodes.ts';
import { keepOperations } from '../../../../src/search/shrink/operations.ts';
import type { Best, Pass } from '../../../../src/search/shrink/step.ts';
import { narrowTime, roundTimes } from '../../../../src/search/shrink/time.ts';
import { dropSteps, numberValues } from '../../../../src/search/shrink/values.ts';
import { bestOf, crashOf, plannedWrite, smallPlan } from '../../../helpers/small-plan.ts';

/** All plans that a pass tries when none shows the anomaly. */
function triedBy(pass: Pass, best: Best): readonly Plan[] {
  const tried: Plan[] = [];
  for (let step = pass.begin(best); step !== undefined; step = step.onFailure()) tried.push(step.candidate);
  return tried;
}

describe('operations', () => {
  test('what is left begins when it began before, though others are gone', () => {
    const plan = smallPlan([0, 1, 2, 3].map((id) => plannedWrite(id, 'c1')));
    const { operations } = keepOperations(bestOf(plan, 5_000), ({ id }) => id === 1 || id === 3);
    // The second began after 2 s and one operation of 5 ms; the last a second, an operation and a second later.
    expect(operations.map(({ id, thinkMicros }) => [id, thinkMicros])).toEqual([
      [1, 2_005_000],
      [3, 2_005_000],
    ]);
  });

  test('one that was never seen to begin waits for those dropped before it', () => {
    const plan = smallPlan([plannedWrite(0, 'operator', 300), plannedWrite(1, 'operator', 20)]);
    const unseen: Best = { ...bestOf(plan), timing: new Map() };
    expect(keepOperations(unseen, ({ id }) => id === 1).operations).toEqual([plannedWrite(1, 'operator', 320)]);
  });

  test('transactions lose a step at a time, registers keep their key and value', () => {
    const txn = {
      ...plannedWrite(0, 'c1'),
      f: 'txn',
      value: [
        ['r', 1, null],
        ['append', 2, 7],
      ],
    } as const;
    const values = triedBy(dropSteps, bestOf(smallPlan([txn, plannedWrite(1, 'c1')]))).map(({ operations }) =>
      operations.map(({ value }) => value),
    );
    expect(values).toEqual([
      [[['append', 2, 7]], ['x', 1]],
      [[['r', 1, null]], ['x', 1]],
    ]);
  });

  test('equal values get equal numbers', () => {
    const write = (id: number, value: unknown) => ({ ...plannedWrite(id, 'c1'), value });
    const [plan] = triedBy(numberValues, bestOf(smallPlan([write(0, ['x', 70]), write(1, { item: 'i', n: [9, 70] })])));
    expect(plan?.operations.map(({ value }) => value)).toEqual([['x', 1], { item: 'i', n: [2, 1] }]);
  });
});

describe('faults', () => {
  test('numbers go nearer to nought and never reach it, names are left out one by one', () => {
    expect(simplerValues(750)).toEqual([375, 700]);
    expect(simplerValues(-3)).toEqual([-1]);
    expect(simplerValues(1)).toEqual([]);
    expect(simplerValues(['n1'])).toEqual([]);
    expect(simplerValues(['n1', 'n2'])).toEqual([['n2'], ['n1']]);
    expect(simplerValues({ n1: ['n2', 'n3'], n2: ['n1'] })).toEqual([
      { n2: ['n1'] },
      { n1: ['n2', 'n3'] },
      { n1: ['n3'], n2: ['n1'] },
      { n1: ['n2'], n2: ['n1'] },
    ]);
  });

  test('a server that is gone is no target and no side of a partition', () => {
    const cut: Fault = {
      ...{ kind: 'partition', id: 1, atMicros: 0, durationMicros: 1, shape: 'halves' },
      deaf: { n1: ['n2'], n2: ['n1'], n3: ['n1', 'n2'] },
    };
    expect(withoutServer(cut, 'n2')).toEqual({ ...cut, deaf: { n3: ['n1'] } });
    expect(withoutServer(crashOf(1, 'n2', 0), 'n2')).toBeUndefined();
    expect(withoutServer({ ...crashOf(1, 'n2', 0), kind: 'crash', targets: 'primaries' }, 'n2')).toBeDefined();
  });

  test('what lies in wait is planned as what it turned out to be', () => {
    const trap: Fault = {
      ...{ kind: 'mid-write-power-loss', id: 7, atMicros: 0, durationMicros: 9_000_000 },
      ...{ targets: ['n1', 'n2'], darkMicros: 500 },
    };
    const struck = [
      { fault: 7, kind: 'power-loss', atMicros: 123, durationMicros: 500, resolved: { targets: ['n2'] } },
    ];
    const tried = triedBy(fixFaults, { ...bestOf(smallPlan([], [trap])), struck });
    expect(tried[0]?.faults).toEqual([
      { kind: 'power-loss', id: 8, atMicros: 123, durationMicros: 500, targets: ['n2'] },
    ]);
    const ids = tried.flatMap(({ faults }) => faults.map(({ id }) => id));
    expect(new Set(ids).size).toBe(tried.length);
  });

  test('two of a kind become one: from the first beginning to the last end, or for as long as either lasts', () => {
    const plan = smallPlan([], [crashOf(1, 'n1', 1_000, 500), crashOf(2, 'n2', 1_200, 900)]);
    const both = { kind: 'crash', id: 1, targets: ['n1', 'n2'] };
    expect(triedBy(mergeFaults, bestOf(plan)).map(({ faults }) => faults)).toEqual([
      [{ ...both, atMicros: 1_000, durationMicros: 1_100 }],
      [{ ...both, atMicros: 1_000, durationMicros: 500 }],
      [{ ...both, atMicros: 1_200, durationMicros: 900 }],
    ]);
  });
});

describe('machines', () => {
  test('idle clients go, but for one', () => {
    const idle = triedBy(dropIdleClients, bestOf(smallPlan([]))).at(-1);
    expect(idle?.topology.clients).toHaveLength(1);
    const [busy] = triedBy(dropIdleClients, bestOf(smallPlan([plannedWrite(0, 'c1')])));
    expect(busy?.topology.clients.map(({ name }) => name)).toEqual(['c1']);
  });

  test('a server goes with what hits it; its clients move; three voters stay', () => {
    const plan = smallPlan([plannedWrite(0, 'c2')], [crashOf(1, 'n4', 0), crashOf(2, 'n1', 5)]);
    const [first] = triedBy(dropServers, bestOf(plan));
    expect(first?.topology.servers.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3']);
    expect(first?.topology.clients.map(({ home }) => home)).toEqual(['n3', 'n1']);
    expect(first?.faults).toEqual([crashOf(2, 'n1', 5)]);
    expect(triedBy(dropServers, bestOf(first ?? plan))).toEqual([]);
  });
});

describe('time', () => {
  test('time in which nothing begins or ends is taken out', () => {
    const plan = smallPlan([plannedWrite(0, 'c1', 1_000_000)], [crashOf(1, 'n1', 3_000_000, 200_000)]);
    const [noLead] = triedBy(narrowTime, bestOf(plan));
    // The operation begins after a millisecond; the crash is 999 ms earlier too, and as long as before.
    expect(noLead?.operations[0]?.thinkMicros).toBe(1_000);
    expect(noLead?.faults[0]).toMatchObject({ atMicros: 2_001_000, durationMicros: 200_000 });
  });

  test('times become round, first coarsely', () => {
    const plan = smallPlan([plannedWrite(0, 'c1', 123_456)]);
    const thinks = triedBy(roundTimes, bestOf(plan)).map(({ operations }) => operations[0]?.thinkMicros);
    expect(thinks).toEqual([200_000, 130_000, 124_000]);
  });
});
