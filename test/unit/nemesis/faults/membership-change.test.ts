import { describe, expect, test } from 'vitest';
import type { MembershipFault } from '../../../../src/nemesis/fault.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { runPlan } from '../../../../src/search/run-plan.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const SECOND = 1_000_000;

function change(targets: readonly string[], durationSeconds: number): MembershipFault {
  return { kind: 'membership-change', id: 1, atMicros: SECOND, durationMicros: durationSeconds * SECOND, targets };
}

describe('membership-change', () => {
  /** What server s1 is ordered, in order, when it needs so many orders for each change; `downUntil`: it is down until then. */
  function ordersOf(ordersNeeded: number, durationSeconds: number, downUntilMicros = 0): string[] {
    const { simulation } = fieldUnder([change(['s1'], durationSeconds)]);
    const node = simulation.nodeNamed('s1');
    const orders: string[] = [];
    let given = 0;
    const obey = (isMember: boolean): boolean => {
      orders.push(`${simulation.kernel.nowMicros / SECOND} ${isMember ? 'join' : 'leave'}`);
      given = (orders.at(-2) ?? '').endsWith(isMember ? 'join' : 'leave') ? given + 1 : 1;
      return given >= ordersNeeded;
    };
    const { program } = node;
    if (program !== undefined) program.orderMembership = obey;
    if (downUntilMicros > 0) {
      node.program = undefined;
      simulation.kernel.runUntil(downUntilMicros);
      node.program = program;
    }
    simulation.kernel.runUntil(20 * SECOND);
    return orders;
  }

  test('orders the target to leave, and to join when it ends; an order is repeated until it is done', () => {
    expect(ordersOf(1, 2)).toEqual(['1 leave', '3 join']);
    expect(ordersOf(3, 2)).toEqual(['1 leave', '1.5 leave', '2 leave', '3 join', '3.5 join', '4 join']);
  });

  test('one that has not come about when it ends is given up, and taken back', () => {
    expect(ordersOf(9, 1).slice(0, 4)).toEqual(['1 leave', '1.5 leave', '2 join', '2.5 join']);
  });

  test('a server that is down is ordered when it is back', () => {
    expect(ordersOf(1, 4, 2.2 * SECOND)).toEqual(['2.5 leave', '5 join']);
  });
});

test('a dynamo server leaves the ring, with its keys, and is back before the end; nothing is lost', () => {
  const asked = {
    system: 'dynamo',
    variant: null,
    seed: 3,
    preset: 'none',
    pastContract: null,
    operations: 150,
  } as const;
  const plan = drawPlan(asked);
  const { run, result } = runPlan({ ...plan, faults: [change(['n2'], 5)] });
  expect(run.coverage).toMatchObject({
    'fault membership-change: left': 1,
    'fault membership-change: joined again': 1,
  });
  const named = new Map(result.judgement.guarantees.map(({ name, verdict }) => [name, verdict.verdict]));
  for (const name of ['no-lost-addition', 'convergence', 'replica-agreement', 'liveness'] as const)
    expect(named.get(name), name).toBe('holds');
});
