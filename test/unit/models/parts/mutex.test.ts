import { expect, test } from 'vitest';
import { Mutex } from '../../../../src/models/parts/mutex.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { Task } from '../../../../src/simulation/task.ts';

test('one task at a time passes, and every one in the end', () => {
  const simulation = new Simulation(1);
  const log: string[] = [];
  function* work(host: Host, mutex: Mutex, name: string): Task<void> {
    yield* mutex.lock();
    log.push(`${name} in`);
    yield* host.sleep(1_000);
    log.push(`${name} out`);
    mutex.unlock();
  }
  simulation.addNode('a', { rack: 'r', zone: 'z', region: 'r' }, 'server', (host) => ({
    start() {
      const mutex = new Mutex(host, 'door');
      for (const name of ['x', 'y', 'z']) host.spawn(name, work(host, mutex, name));
    },
    receive: () => undefined,
  }));
  simulation.start();
  simulation.kernel.runUntil(100_000);
  expect(log).toEqual(['x in', 'x out', 'y in', 'y out', 'z in', 'z out']);
});
