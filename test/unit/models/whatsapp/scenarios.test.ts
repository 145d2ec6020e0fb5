import { describe, expect, test } from 'vitest';
import { judge } from '../../../../src/claims/judge.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import type { SystemPlan } from '../../../../src/models/system.ts';
import { makeTopology } from '../../../../src/models/whatsapp/topology.ts';
import { WHATSAPP } from '../../../../src/models/whatsapp/whatsapp.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { PlannedOperation } from '../../../../src/workloads/planned-operation.ts';

const SECOND = 1_000_000;

type Step = readonly [client: string, thinkMicros: number, f: string, value: unknown];

const write = (client: string, thinkMicros: number, to: string, ...bodies: readonly string[]): Step => {
  return [client, thinkMicros, 'send', { from: client, to, bodies }];
};

function start(variant: string | null, ...steps: readonly Step[]): Simulation {
  const operations = steps.map(([client, thinkMicros, f, value], id): PlannedOperation => {
    return { id, client, phase: 'chaos', thinkMicros, f, value };
  });
  const settings = { sessionsAtOnce: 50, connectionsPerSecond: 1_000 };
  const plan: SystemPlan = { variant, topology: makeTopology(), settings, operations };
  const simulation = new Simulation(7);
  WHATSAPP.build(simulation, plan);
  simulation.recorder.observe('nemesis', 'topology', plan.topology);
  simulation.start();
  return simulation;
}

function linesOf(simulation: Simulation, f: string): readonly Operation[] {
  return simulation.recorder.operations.filter((operation) => operation.f === f);
}

function bodiesShownTo(simulation: Simulation, user: string): readonly string[] {
  const lines = linesOf(simulation, 'displayed').filter(({ process }) => process === user);
  return lines.map(({ value }) => (value as { body: string }).body);
}

function ticksOf(simulation: Simulation, body: string): readonly string[] {
  const values = linesOf(simulation, 'tick').map(({ value }) => value as { body: string; tick: string });
  return values.filter((value) => value.body === body).map(({ tick }) => tick);
}

function broken(simulation: Simulation): readonly string[] {
  return judge(new History(simulation.recorder.operations), WHATSAPP.claim)
    .guarantees.filter(({ verdict }) => verdict.verdict === 'violated')
    .map(({ name }) => name);
}

test('a message to another region: one tick, shown, two ticks, read, blue ticks', () => {
  const simulation = start(null, write('c1', 2 * SECOND, 'c2', 'hello'), [
    'c2',
    3 * SECOND,
    'open',
    { user: 'c2', with: 'c1' },
  ]);
  simulation.kernel.runUntil(5 * SECOND);
  expect(bodiesShownTo(simulation, 'c2')).toEqual(['hello']);
  expect(ticksOf(simulation, 'hello')).toEqual(['sent', 'delivered', 'read']);
});

describe('regions that are cut off from each other', () => {
  test('messages are taken, wait, and come in their order when the link is back', () => {
    const simulation = start(null, write('c1', 2 * SECOND, 'c2', 'a', 'b'), write('c1', 0, 'c2', 'c'));
    simulation.kernel.runUntil(SECOND);
    const { network } = simulation.kernel;
    const sideOf = (region: string) => simulation.nodes.filter(({ place }) => place.region === region);
    const pairs = sideOf('region-1').flatMap((a) => sideOf('region-2').map((b) => [a.name, b.name] as const));
    for (const [a, b] of pairs) {
      network.cut(a, b);
      network.cut(b, a);
    }
    simulation.kernel.runUntil(6 * SECOND);
    expect(linesOf(simulation, 'send').map(({ type }) => type)).toEqual(['invoke', 'ok', 'invoke', 'ok']);
    expect(bodiesShownTo(simulation, 'c2')).toEqual([]);
    for (const [a, b] of pairs) {
      network.mend(a, b);
      network.mend(b, a);
    }
    simulation.kernel.runUntil(9 * SECOND);
    expect(bodiesShownTo(simulation, 'c2')).toEqual(['a', 'b', 'c']);
    expect(broken(simulation)).toEqual([]);
  });
});

describe('a device that is away', () => {
  const steps: readonly Step[] = [
    ['c3', SECOND, 'offline', { user: 'c3', micros: 3 * SECOND }],
    write('c1', 2 * SECOND, 'c3', 'a', 'b', 'c', 'd', 'e', 'f'),
  ];

  test('gets everything, in order, when it is back', () => {
    const simulation = start(null, ...steps);
    simulation.kernel.runUntil(3 * SECOND);
    expect(bodiesShownTo(simulation, 'c3')).toEqual([]);
    expect(ticksOf(simulation, 'a')).toEqual(['sent']);
    simulation.kernel.runUntil(6 * SECOND);
    expect(bodiesShownTo(simulation, 'c3')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(ticksOf(simulation, 'f')).toEqual(['sent', 'delivered']);
  });

  test('never gets what was taken for delivered when it was written to the socket', () => {
    const simulation = start('delivered-when-written', ...steps);
    simulation.kernel.runUntil(6 * SECOND);
    expect(ticksOf(simulation, 'a')).toEqual(['sent', 'delivered']);
    expect(bodiesShownTo(simulation, 'c3')).not.toContain('a');
    expect(broken(simulation)).toContain('truthful-ticks');
  });
});

test('a sleeping app is woken by a notification', () => {
  const simulation = start(null, ['c3', 2 * SECOND, 'sleep', { user: 'c3' }], write('c1', 3 * SECOND, 'c3', 'a'));
  simulation.kernel.runUntil(5 * SECOND);
  expect(bodiesShownTo(simulation, 'c3')).toEqual(['a']);
});

test('a message that comes at any moment of an app’s going to sleep wakes it', () => {
  const notShown = Array.from({ length: 40 }, (_, nth) => nth * 200).filter((laterMicros) => {
    const sleep: Step = ['c3', 3 * SECOND + laterMicros, 'sleep', { user: 'c3' }];
    const simulation = start(null, sleep, write('c1', 3 * SECOND, 'c3', 'a'));
    simulation.kernel.runUntil(5 * SECOND);
    return !bodiesShownTo(simulation, 'c3').includes('a');
  });
  expect(notShown).toEqual([]);
});

test('an app does not go to sleep with a message that is still to be handed in', () => {
  const simulation = start(null, write('c1', SECOND, 'c3', 'a'), ['c1', 0, 'sleep', { user: 'c1' }]);
  const stores = makeTopology().servers.filter(({ votes }) => votes);
  simulation.kernel.runUntil(SECOND - 1_000);
  for (const { name } of stores) simulation.crash(simulation.nodeNamed(name));
  simulation.kernel.runUntil(6 * SECOND);
  expect(linesOf(simulation, 'sleep').at(-1)?.type).toBe('ok');
  for (const { name } of stores) simulation.restart(simulation.nodeNamed(name));
  simulation.kernel.runUntil(9 * SECOND);
  expect(bodiesShownTo(simulation, 'c3')).toEqual(['a']);
});

test('a message of a device without network is taken back: it fails, and nobody is ever shown it', () => {
  const simulation = start(
    null,
    ['c1', 2 * SECOND, 'offline', { user: 'c1', micros: 5 * SECOND }],
    write('c1', SECOND, 'c3', 'a'),
  );
  simulation.kernel.runUntil(11 * SECOND);
  expect(linesOf(simulation, 'send').at(-1)).toMatchObject({
    type: 'fail',
    error: 'never left the device',
    unasked: true,
  });
  expect(bodiesShownTo(simulation, 'c3')).toEqual([]);
});

describe('the server that leads a shard dies', () => {
  test('what it had acknowledged is shown by its successor', () => {
    const topology = makeTopology();
    const shard = topology.clients.find(({ name }) => name === 'c3')?.quorum;
    const simulation = start(
      null,
      ['c3', SECOND, 'offline', { user: 'c3', micros: 4 * SECOND }],
      write('c1', 2 * SECOND, 'c3', 'a', 'b'),
    );
    simulation.kernel.runUntil(3 * SECOND);
    const leader = simulation.nodes.find(
      ({ name, program }) => name.startsWith(shard ?? '-') && program?.isPrimary?.() === true,
    );
    expect(leader).toBeDefined();
    if (leader !== undefined) simulation.loseDisk(leader);
    simulation.kernel.runUntil(9 * SECOND);
    expect(bodiesShownTo(simulation, 'c3')).toEqual(['a', 'b']);
  });
});

describe('a malformed frame', () => {
  const steps: readonly Step[] = [['c1', 2 * SECOND, 'garble', { user: 'c1', isHello: false }]];
  const eventsOf = (simulation: Simulation): readonly string[] =>
    linesOf(simulation, 'session')
      .filter(({ time }) => time > 2 * SECOND * 1000)
      .map(({ value }) => value as { user: string; event: string })
      .map(({ user, event }) => `${user} ${event}`);

  test('ends its own session only, and the device connects again', () => {
    const simulation = start(null, ...steps);
    simulation.kernel.runUntil(6 * SECOND);
    expect(eventsOf(simulation)).toEqual(['c1 crashed', 'c1 started']);
    expect(broken(simulation)).toEqual([]);
  });

  test('ends those beside it where sessions share their fate', () => {
    const simulation = start('sessions-share-fate', ...steps);
    simulation.kernel.runUntil(6 * SECOND);
    expect(eventsOf(simulation)).toContain('c5 terminated');
    expect(broken(simulation)).toEqual(['session-isolation']);
  });
});

test('a chat server without room sends devices elsewhere', () => {
  const topology = makeTopology();
  const simulation = new Simulation(7);
  const settings = { sessionsAtOnce: 2, connectionsPerSecond: 1_000 };
  WHATSAPP.build(simulation, { variant: null, topology, settings, operations: [] });
  simulation.start();
  simulation.crash(simulation.nodeNamed('chat-2'));
  simulation.kernel.runUntil(4 * SECOND);
  const connected = (): readonly string[] => {
    const open = new Set<string>();
    for (const { value } of linesOf(simulation, 'session')) {
      const { user, event } = value as { user: string; event: string };
      if (event === 'started') open.add(user);
      else open.delete(user);
    }
    return [...open].sort();
  };
  const inRegion1 = topology.clients.filter(({ region }) => region === 'region-1').map(({ name }) => name);
  expect(connected().filter((user) => inRegion1.includes(user))).toHaveLength(2);
  simulation.restart(simulation.nodeNamed('chat-2'));
  simulation.kernel.runUntil(8 * SECOND);
  expect(connected()).toHaveLength(8);
});
