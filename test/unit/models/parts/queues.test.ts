import { expect, test } from 'vitest';
import { DurableQueue } from '../../../../src/models/parts/durable-queue.ts';
import { StatedJournal } from '../../../../src/models/parts/stated-journal.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Node, Program } from '../../../../src/simulation/node.ts';
import { Simulation } from '../../../../src/simulation/simulation.ts';
import type { Task } from '../../../../src/simulation/task.ts';

const PLACE = { rack: 'r', zone: 'z', region: 'g' };

/** One node that runs what `start` says, anew after each crash. */
function oneNode(start: (host: Host) => void): { readonly simulation: Simulation; readonly node: Node } {
  const simulation = new Simulation(1);
  const programOn = (host: Host): Program => ({ start: () => start(host), receive: () => undefined });
  const node = simulation.addNode('n', PLACE, 'server', programOn);
  simulation.start();
  return { simulation, node };
}

test('a queue hands items on in order, again until they are taken', () => {
  const taken: number[] = [];
  let refusals = 3;
  const { simulation } = oneNode((host) => {
    const queue = new DurableQueue<number>(host, 'q', function* handOn(items): Task<boolean> {
      yield* host.sleep(100);
      if (refusals-- > 0) return false;
      taken.push(...items);
      return true;
    });
    host.spawn('run', queue.run());
    host.spawn('add', queue.add([1, 2]));
    host.spawn('add more', queue.add([3]));
  });
  simulation.kernel.runUntil(100_000);
  expect(taken).toEqual([1, 2, 3]);
});

test('after a power loss a queue goes on with what was durable, and may hand on again', () => {
  const taken: number[] = [];
  let isReady = false;
  const { simulation, node } = oneNode((host) => {
    const queue = new DurableQueue<number>(host, 'q', function* handOn(items): Task<boolean> {
      yield* host.sleep(1_000);
      if (isReady) taken.push(...items);
      return isReady;
    });
    host.spawn('run', queue.run());
    if (host.restarts === 0) host.spawn('add', queue.add([1, 2]));
  });
  simulation.kernel.runUntil(50_000);
  simulation.losePower(node);
  isReady = true;
  simulation.restart(node);
  simulation.kernel.runUntil(100_000);
  expect(taken).toEqual([1, 2]);
});

test('a journal states each entry when it is durable, under its number', () => {
  const { simulation, node } = oneNode((host) => {
    const journal = new StatedJournal<{ readonly what: string }>(host, 'entry');
    journal.start();
    if (host.restarts > 0) return;
    host.spawn('one', journal.append([{ what: 'a' }]));
    host.spawn('two', journal.append([{ what: 'b' }, { what: 'c' }]));
  });
  expect(simulation.recorder.operations).toEqual([]);
  simulation.kernel.runUntil(50_000);
  const values = simulation.recorder.operations.map(({ value }) => value);
  expect(values).toEqual([
    { entry: 0, what: 'a' },
    { entry: 1, what: 'b' },
    { entry: 2, what: 'c' },
  ]);
  simulation.crash(node);
  simulation.restart(node);
  simulation.kernel.runUntil(100_000);
  expect(simulation.recorder.operations).toHaveLength(3);
});

test('what a crash kept a journal from stating is stated after the restart', () => {
  const { simulation, node } = oneNode((host) => {
    const journal = new StatedJournal<{ readonly what: string }>(host, 'entry');
    journal.start();
    if (host.restarts === 0) host.spawn('one', journal.append([{ what: 'a' }]));
  });
  simulation.crash(node);
  simulation.kernel.runUntil(10_000);
  expect(simulation.recorder.operations).toEqual([]);
  simulation.restart(node);
  simulation.kernel.runUntil(50_000);
  expect(simulation.recorder.operations.map(({ value }) => value)).toEqual([{ entry: 0, what: 'a' }]);
});
