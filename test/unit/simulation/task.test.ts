import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import type { Task, Wait } from '../../../src/simulation/task.ts';
import { clusterOf, clusterWithTask } from '../../helpers/cluster.ts';

describe('Task', () => {
  test('sleeps add up in virtual time', () => {
    const log: number[] = [];
    const simulation = clusterWithTask(function* (host) {
      for (const micros of [100, 0, 250]) {
        yield* host.sleep(micros);
        log.push(simulation.kernel.nowMicros);
      }
    });
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual([100, 100, 350]);
    expect(simulation.kernel.nowMicros).toBe(1_000);
  });

  test('a time that is over is now, infinity is never', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      yield* host.sleep(10);
      yield* host.sleep(-5);
      log.push(`woken at ${simulation.kernel.nowMicros}`);
      yield* host.sleep(Infinity);
      log.push('woken from infinity');
    });
    simulation.kernel.runUntil(1e12);
    expect(log).toEqual(['woken at 10']);
  });

  test.each([0.5, Number.NaN])('a sleep of %s microseconds is an error', (micros) => {
    const start = (host: Host): void => void host.spawn('task', sleeper(host, micros));
    expect(() => clusterOf({ start }).start()).toThrow(
      `a delay is a whole number of microseconds from 0 on, not ${micros}`,
    );
  });

  test('runs at once up to its first wait, and its result can be waited for', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const child = host.spawn('child', adder(host, log));
      log.push('parent goes on');
      const sum = yield* host.wait(child, Infinity, 'the child');
      log.push(`sum ${sum} at ${simulation.kernel.nowMicros}`);
    });
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['child begins', 'parent goes on', 'sum 3 at 20']);
  });

  test('an error in a task ends the run', () => {
    const simulation = clusterWithTask(function* (host) {
      yield* host.sleep(5);
      throw new Error('assertion of the model');
    });
    expect(() => simulation.kernel.runUntil(100)).toThrow('assertion of the model');
    expect(simulation.kernel.nowMicros).toBe(5);
  });

  test('a task of a crashed node stops where it stands, and not even its finally runs', () => {
    const log: string[] = [];
    const simulation = clusterOf(
      {
        start: (host) => void host.spawn('task', careful(host, log)),
      },
      { names: ['n1'] },
    );
    simulation.start();
    simulation.kernel.runUntil(50);
    simulation.crash(simulation.nodeNamed('n1'));
    simulation.kernel.runUntil(200);
    expect(log).toEqual(['begun 0']);
    simulation.restart(simulation.nodeNamed('n1'));
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['begun 0', 'begun 1', 'slept', 'finally']);
  });

  test('tells what each task of a node waits for', () => {
    const simulation = clusterWithTask(function* (host) {
      yield* host.wait(host.future<true>(), 70, 'the moon to rise');
      yield* host.sleep(30);
    });
    const waitsAt = (micros: number): (string | undefined)[] => {
      simulation.kernel.runUntil(micros);
      return [...simulation.nodeNamed('n1').tasks].map((task) => `${task.name}: ${task.waiting?.describe()}`);
    };
    expect(waitsAt(10)).toEqual(['task: the moon to rise']);
    expect(waitsAt(80)).toEqual(['task: 30 µs to pass']);
    expect(waitsAt(200)).toEqual([]);
  });
});

describe('a forgotten yield*', () => {
  const makers: [string, (host: Host) => Wait<unknown>][] = [
    ['sleep', (host) => host.sleep(5)],
    ['wait', (host) => host.wait(host.future(), 5, 'nothing')],
    ['call', (host) => host.call('n2', { kind: 'ping' }, 5)],
    ['quorum', (host) => host.quorum(['n2', 'n3'], { kind: 'ping' }, 1, 5, () => true)],
    ['sync', (host) => host.sync()],
  ];

  test.each(makers)('of %s is an error of the event in which it happens', (_, make) => {
    const simulation = clusterWithTask(function* (host) {
      yield* host.sleep(10);
      make(host);
      yield* host.sleep(10);
    });
    expect(() => simulation.kernel.runUntil(100)).toThrow('1 wait(s) made without yield*, in a timeout event');
    expect(simulation.kernel.nowMicros).toBe(10);
  });

  test('at the start is an error even when nothing ever happens', () => {
    const simulation = clusterOf({ start: (host) => void host.sleep(5) }, { names: ['n1'] });
    simulation.start();
    expect(() => simulation.kernel.runUntil(100)).toThrow('1 wait(s) made without yield*, outside of all events');
  });

  test('a yield without the star is one too', () => {
    const simulation = clusterWithTask(function* (host) {
      yield* host.sleep(1);
      yield host.sleep(10);
    });
    expect(() => simulation.kernel.runUntil(100)).toThrow('1 wait(s) made without yield*');
  });

  test('a wait is good for one time', () => {
    const simulation = clusterWithTask(function* (host) {
      const wait = host.sleep(1);
      yield* wait;
      yield* wait;
    });
    expect(() => simulation.kernel.runUntil(100)).toThrow('a wait was used twice, in a timeout event');
  });
});

function* sleeper(host: Host, micros: number): Task<void> {
  yield* host.sleep(micros);
}

function* adder(host: Host, log: string[]): Task<number> {
  log.push('child begins');
  yield* host.sleep(20);
  return 1 + 2;
}

function* careful(host: Host, log: string[]): Task<void> {
  log.push(`begun ${host.restarts}`);
  try {
    yield* host.sleep(100);
    log.push('slept');
  } finally {
    log.push('finally');
  }
}
