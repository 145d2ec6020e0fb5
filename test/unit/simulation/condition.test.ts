import { describe, expect, test } from 'vitest';
import { Condition } from '../../../src/simulation/condition.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterWithTask } from '../../helpers/cluster.ts';

function* waiter(condition: Condition, name: string, log: string[]): Task<void> {
  for (let round = 1; round <= 2; round++) log.push(`${name} ${round}: ${yield* condition.wait(100)}`);
}

describe('Condition', () => {
  test('wakes all who wait, once for each notify', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const condition = new Condition(host, 'news');
      for (const name of ['a', 'b']) host.spawn(name, waiter(condition, name, log));
      yield* host.sleep(50);
      condition.notify();
      yield* host.sleep(50);
      condition.notify();
    });
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['a 1: true', 'b 1: true', 'a 2: true', 'b 2: true']);
  });

  test('what was notified before is not remembered: the wait lasts to its timeout', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const condition = new Condition(host, 'news');
      condition.notify();
      yield* waiter(condition, 'a', log);
      log.push(String(simulation.kernel.nowMicros));
    });
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['a 1: undefined', 'a 2: undefined', '200']);
  });

  test('says what is waited for', () => {
    const simulation = clusterWithTask(function* (host) {
      yield* new Condition(host, 'a new leader').wait(100);
    });
    expect([...simulation.nodeNamed('n1').tasks].map((task) => task.waiting?.describe())).toEqual(['a new leader']);
  });
});
