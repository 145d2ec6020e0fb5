import { describe, expect, test } from 'vitest';
import type { Future } from '../../../src/simulation/future.ts';
import type { Host } from '../../../src/simulation/host.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterOf, clusterWithTask } from '../../helpers/cluster.ts';

describe('Future', () => {
  test('gives its value to all who wait, in the order in which they began to', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<string>();
      for (const name of ['first', 'second', 'third']) host.spawn(name, logged(host, future, 500, name, log));
      yield* host.sleep(10);
      future.resolve('value');
      log.push('resolver goes on');
    });
    simulation.kernel.runUntil(1_000);
    // A task runs undisturbed until its next wait: whoever it wakes comes after it.
    expect(log).toEqual(['resolver goes on', 'first value', 'second value', 'third value']);
  });

  test('gives undefined after the timeout, and its value to those who wait longer', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<string>();
      host.spawn('short', logged(host, future, 50, 'short', log));
      host.spawn('long', logged(host, future, 150, 'long', log));
      yield* host.sleep(100);
      future.resolve('value');
    });
    simulation.kernel.runUntil(49);
    expect(log).toEqual([]);
    simulation.kernel.runUntil(50);
    expect(log).toEqual(['short undefined']);
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['short undefined', 'long value']);
  });

  test('the timeout of a wait that is over disturbs no later wait', () => {
    let woken = 0;
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<string>();
      host.spawn('resolver', resolver(host, future, 10));
      yield* host.wait(future, 100, 'a value');
      yield* host.sleep(1_000);
      woken = simulation.kernel.nowMicros;
    });
    simulation.kernel.runUntil(5_000);
    expect(woken).toBe(1_010);
  });

  test('a value that comes after the timeout disturbs no later wait', () => {
    let woken = 0;
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<string>();
      host.spawn('resolver', resolver(host, future, 500));
      yield* host.wait(future, 100, 'a value');
      yield* host.sleep(1_000);
      woken = simulation.kernel.nowMicros;
    });
    simulation.kernel.runUntil(5_000);
    expect(woken).toBe(1_100);
  });

  test('once it is there, it is there at once, and for ever the same', () => {
    const log: unknown[] = [];
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<number>();
      future.resolve(1);
      future.resolve(2);
      yield* host.sleep(10);
      log.push(yield* host.wait(future, 0, 'a value'), simulation.kernel.nowMicros);
    });
    simulation.kernel.runUntil(100);
    expect(log).toEqual([1, 10]);
  });

  test('tells every listener, early and late ones alike', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const future = host.future<string>();
      for (const name of ['a', 'b', 'c']) future.onResolved((value) => log.push(`${name} ${value}`));
      yield* host.sleep(1);
      future.resolve('value');
      future.onResolved((value) => log.push(`late ${value}`));
    });
    simulation.kernel.runUntil(10);
    expect(log).toEqual(['a value', 'b value', 'c value', 'late value']);
  });
});

describe('Host.call', () => {
  test('gives the reply', () => {
    const log: unknown[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        log.push(yield* host.call<string>('n2', { kind: 'greet' }, 1_000_000));
      },
      (request, host) => request.reply(`${host.name} greets ${request.from}: ${request.message.kind}`),
    );
    simulation.kernel.runUntil(1_000_000);
    expect(log).toEqual(['n2 greets n1: greet']);
  });

  test('gives undefined after the timeout, and drops a reply that comes later', () => {
    const log: unknown[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        log.push(yield* host.call<string>('n2', { kind: 'greet' }, 100), simulation.kernel.nowMicros);
        log.push(yield* host.call<string>('n3', { kind: 'greet' }, 1_000_000));
      },
      (request, host) => request.reply(host.name),
    );
    simulation.kernel.runUntil(2_000_000);
    // The floor of the latency in a zone is 150 µs a way.
    expect(log).toEqual([undefined, 100, 'n3']);
  });

  test('to the same node goes through the loopback, which takes no time to speak of', () => {
    let took = 0;
    const simulation = clusterWithTask(
      function* (host) {
        yield* host.call('n1', { kind: 'greet' }, 1_000_000);
        took = simulation.kernel.nowMicros;
      },
      (request) => request.reply(true),
    );
    simulation.kernel.runUntil(1_000);
    expect(took).toBe(10);
  });

  test('a reply to an incarnation that died is lost on the next one', () => {
    const replies: unknown[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        if (host.restarts === 0) replies.push(yield* host.call('n2', { kind: 'greet' }, Infinity));
      },
      (request) => request.reply('hello'),
    );
    const n1 = simulation.nodeNamed('n1');
    simulation.kernel.runUntil(10);
    simulation.crash(n1);
    simulation.restart(n1);
    simulation.kernel.runUntil(1_000_000);
    expect(replies).toEqual([]);
  });

  test('nor is it told to whoever listened for the one that died', () => {
    const replies: unknown[] = [];
    const start = (host: Host): void => {
      if (host.name === 'n1' && host.restarts === 0)
        host.ask('n2', { kind: 'greet' }).onResolved((reply) => replies.push(reply));
    };
    const simulation = clusterOf({ start, receive: (request) => request.reply('hello') });
    simulation.start();
    simulation.crash(simulation.nodeNamed('n1'));
    simulation.restart(simulation.nodeNamed('n1'));
    simulation.kernel.runUntil(1_000_000);
    expect(replies).toEqual([]);
  });

  test('a reply to a message that was only sent goes nowhere', () => {
    const simulation = clusterWithTask(
      function* (host) {
        host.send('n2', { kind: 'note' });
        yield* host.sleep(1);
      },
      (request) => request.reply('unasked'),
      { trace: true },
    );
    simulation.kernel.runUntil(1_000_000);
    expect(simulation.kernel.trace?.messages.map(({ kind }) => kind)).toEqual(['note']);
  });

  test('a node that does not exist is named', () => {
    expect(() => clusterWithTask((host) => host.call('n9', { kind: 'x' }, 1) as unknown as Task<void>)).toThrow(
      'there is no node "n9"; there are n1, n2, n3',
    );
  });
});

function* logged(host: Host, future: Future<string>, timeoutMicros: number, name: string, log: string[]): Task<void> {
  log.push(`${name} ${yield* host.wait(future, timeoutMicros, 'a value')}`);
}

function* resolver(host: Host, future: Future<string>, micros: number): Task<void> {
  yield* host.sleep(micros);
  future.resolve('value');
}
