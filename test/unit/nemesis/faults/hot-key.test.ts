import { expect, test } from 'vitest';
import type { CrowdFault } from '../../../../src/nemesis/fault.ts';
import { onHotKey as onHotKeyOfDynamo } from '../../../../src/models/dynamo/workload.ts';
import { onHotKey as onHotKeyOfSpanner } from '../../../../src/models/spanner/workload.ts';
import { systemNamed } from '../../../../src/models/registry.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';
import type { PlannedOperation } from '../../../../src/workloads/planned-operation.ts';
import { fieldUnder } from '../../../helpers/nemesis.ts';

const HOT: CrowdFault = { kind: 'hot-key', id: 1, atMicros: 1_000, durationMicros: 2_000, targets: ['s1'] };

test('the clients at home on the targets are a crowd until the last of several hot keys ends', () => {
  const { simulation, faultLines } = fieldUnder([HOT, { ...HOT, id: 2, atMicros: 2_000 }]);
  const crowds = [999, 1_000, 2_500, 3_500, 4_000].map((micros) => {
    simulation.kernel.runUntil(micros);
    return ['c1', 'c2'].map((name) => simulation.nodeNamed(name).crowds);
  });
  expect(crowds).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [1, 0],
    [0, 0],
  ]);
  expect(faultLines()[0]).toEqual([1_000, 'start-hot-key', { fault: 1, targets: ['s1'], clients: ['c1'] }]);
});

/** Keys of the registers that are written while all clients are a crowd, and when none is. */
function keysWritten(durationMicros: number): Set<unknown> {
  const asked = {
    system: 'spanner',
    variant: null,
    seed: 2,
    preset: 'none',
    pastContract: null,
    operations: 200,
  } as const;
  const plan = drawPlan(asked);
  const targets = plan.topology.servers.map(({ name }) => name);
  const { history } = simulate({ ...plan, faults: [{ ...HOT, atMicros: 0, durationMicros, targets }] });
  // From the heal on everybody wants something else again.
  const isInChaos = (nanos: number): boolean => nanos < 1_000 * systemNamed('spanner').phases.healMicros;
  const written = history.invocations.filter(({ invoke }) => invoke.f === 'write' && isInChaos(invoke.time));
  return new Set(written.map(({ invoke }) => (invoke.value as readonly unknown[])[0]));
}

test('clients of a system write nothing but the hot key while it lasts, and all keys otherwise', () => {
  expect(keysWritten(systemNamed('spanner').phases.healMicros)).toEqual(new Set(['a-register']));
  expect(keysWritten(1).size).toBe(4);
});

test('an operation keeps all but its key, so that what it writes stays unique', () => {
  const operation = (f: string, value: unknown): PlannedOperation => {
    return { id: 7, client: 'c1', phase: 'chaos', thinkMicros: 5, f, value };
  };
  expect(onHotKeyOfDynamo(operation('add', { cart: 'cart-c', item: 'i7' }))).toEqual(
    operation('add', { cart: 'cart-a', item: 'i7' }),
  );
  expect(onHotKeyOfDynamo(operation('put', ['cold-3', 7]))).toEqual(operation('put', ['register-x', 7]));
  const removal = operation('remove', { cart: 'cart-c', item: 'i3' });
  expect(onHotKeyOfDynamo(removal)).toEqual(removal);
  const steps = [
    ['r', 'z-list', null],
    ['append', 'd-list', 28],
  ];
  expect(onHotKeyOfSpanner(operation('txn', steps)).value).toEqual([
    ['r', 'b-list', null],
    ['append', 'b-list', 28],
  ]);
  const transfer = operation('transfer', { from: 'a-account', to: 'x-account', amount: 3 });
  expect(onHotKeyOfSpanner(transfer)).toEqual(transfer);
});
