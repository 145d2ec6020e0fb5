import { describe, expect, test } from 'vitest';
import { judge } from '../../../../src/claims/judge.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { STRIPE } from '../../../../src/models/stripe/stripe.ts';
import { makeTopology } from '../../../../src/models/stripe/topology.ts';
import type { SystemPlan } from '../../../../src/models/system.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { PlannedOperation } from '../../../../src/workloads/planned-operation.ts';

const SECOND = 1_000_000;
const HOUR = 3600 * SECOND;
const ORDER = { key: 'order-1', merchant: 'm1', card: 'good', amount: 5_000 };

type Step = readonly [client: string, thinkMicros: number, f: string, value: unknown, phase?: 'chaos' | 'final'];

function start(variant: string | null, ...steps: readonly Step[]): Simulation {
  const operations = steps.map(([client, thinkMicros, f, value, phase = 'chaos'], id): PlannedOperation => {
    return { id, client, phase, thinkMicros, f, value };
  });
  const settings = { requestsPerSecond: 100, burst: 100, concurrentRequests: 100 };
  const plan: SystemPlan = { variant, topology: makeTopology(true), settings, operations };
  const simulation = new Simulation(7);
  STRIPE.build(simulation, plan);
  simulation.recorder.observe('nemesis', 'topology', plan.topology);
  simulation.start();
  return simulation;
}

/** Runs millisecond by millisecond until an observation of this name is there. */
function runUntilSeen(simulation: Simulation, f: string): void {
  const { kernel, recorder } = simulation;
  while (!recorder.operations.some((operation) => operation.f === f) && kernel.nowMicros < 10 * SECOND)
    kernel.runUntil(kernel.nowMicros + 1_000);
}

function linesOf(simulation: Simulation, f: string): readonly Operation[] {
  return simulation.recorder.operations.filter((operation) => operation.f === f);
}

function broken(simulation: Simulation): readonly string[] {
  return judge(new History(simulation.recorder.operations), STRIPE.claim)
    .guarantees.filter(({ verdict }) => verdict.verdict === 'violated')
    .map(({ name }) => name);
}

const JOURNAL: Step = ['c2', 8 * SECOND, 'journal', null];

describe('a crash after the card network captured and before the key is completed', () => {
  function crashAfterCapture(variant: string | null): Simulation {
    const simulation = start(variant, ['c1', 2 * SECOND, 'charge', ORDER], JOURNAL);
    runUntilSeen(simulation, 'capture');
    simulation.crash(simulation.nodeNamed('api-1'));
    simulation.kernel.runUntil(11 * SECOND);
    return simulation;
  }

  test('is resumed without a second capture', () => {
    const simulation = crashAfterCapture(null);
    const [asked, answered] = linesOf(simulation, 'charge');
    expect([asked?.type, answered?.type]).toEqual(['invoke', 'ok']);
    expect(linesOf(simulation, 'capture')).toHaveLength(1);
    expect(linesOf(simulation, 'event-applied').map(({ value }) => (value as { type: string }).type)).toEqual([
      'charge.created',
      'charge.succeeded',
    ]);
    expect(broken(simulation)).toEqual([]);
  });

  test('captures again without recovery points', () => {
    const simulation = crashAfterCapture('no-recovery-points');
    expect(linesOf(simulation, 'capture')).toHaveLength(2);
    expect(broken(simulation)).toContain('exactly-once-charge');
  });
});

test('a charge whose client gave up is finished by the completer', () => {
  const simulation = start(null, ['c1', 2 * SECOND, 'charge', ORDER], JOURNAL);
  runUntilSeen(simulation, 'capture');
  for (const name of ['api-1', 'api-2', 'api-3']) simulation.crash(simulation.nodeNamed(name));
  simulation.kernel.runUntil(6 * SECOND);
  expect(linesOf(simulation, 'charge').at(-1)?.type).toBe('info');
  simulation.restart(simulation.nodeNamed('api-3'));
  simulation.kernel.runUntil(12 * SECOND);
  expect(linesOf(simulation, 'journal').at(-1)?.value).toMatchObject({ entries: [{ reference: 'order-1' }] });
  expect(broken(simulation)).toEqual([]);
});

describe('a retry nine hours later', () => {
  const late: Step = ['c1', 9 * HOUR, 'charge', ORDER];
  const steps: readonly Step[] = [['c1', 2 * SECOND, 'charge', ORDER, 'final'], [...late, 'final'] as unknown as Step];

  test('gets the first answer', () => {
    const simulation = start(null, ...steps);
    simulation.kernel.runUntil(10 * HOUR);
    const [first, second] = linesOf(simulation, 'charge').filter(({ type }) => type === 'ok');
    expect(second?.value).toEqual(first?.value);
    expect(linesOf(simulation, 'capture')).toHaveLength(1);
  });

  test('charges again where keys are kept for six hours', () => {
    const simulation = start('short-retention', ...steps);
    simulation.kernel.runUntil(10 * HOUR);
    expect(linesOf(simulation, 'capture')).toHaveLength(2);
    expect(broken(simulation)).toContain('exactly-once-charge');
  });
});

test('another amount under the same key is refused, a declined card is a definite failure with the same answer', () => {
  const declined = { ...ORDER, key: 'order-2', card: 'declined' };
  const simulation = start(
    null,
    ['c1', 2 * SECOND, 'charge', ORDER],
    ['c1', 0, 'charge', { ...ORDER, amount: 1 }],
    ['c1', 0, 'charge', declined],
    ['c1', 0, 'charge', declined],
  );
  simulation.kernel.runUntil(5 * SECOND);
  const ends = linesOf(simulation, 'charge').filter(({ type }) => type !== 'invoke');
  expect(ends.map(({ type, error }) => [type, error])).toEqual([
    ['ok', undefined],
    ['fail', 'parameters differ from those first used with the key'],
    ['fail', 'card declined'],
    ['fail', 'card declined'],
  ]);
});

test('while two servers of the database are down, requests are not answered; then they are', () => {
  const simulation = start(null, ['c1', 2 * SECOND, 'write', ['a', 1]], ['c1', 0, 'read', ['a', null]]);
  simulation.kernel.runUntil(SECOND);
  const down = ['db-1', 'db-2'].map((name) => simulation.nodeNamed(name));
  for (const node of down) simulation.losePower(node);
  simulation.kernel.runUntil(8 * SECOND);
  expect(linesOf(simulation, 'write').at(-1)?.type).toBe('info');
  expect(linesOf(simulation, 'read').at(-1)?.type).toBe('fail');
});
