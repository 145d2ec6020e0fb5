import { expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { waitGraph } from '../../../src/simulation/wait-graph.ts';

const PLACE = { rack: 'r', zone: 'z', region: 'g' };

function* ask(host: Host): Task<void> {
  yield* host.sleep(500);
  yield* host.call('a', { kind: 'order' }, 40_000);
}

function* rest(host: Host): Task<void> {
  yield* host.sleep(1_000_000);
}

/** Answers when two of three others have: one of them never does. */
function* serve(host: Host): Task<void> {
  yield* host.quorum(['b', 'c', 'd'], { kind: 'copy' }, 2, Infinity, Boolean);
}

function* neverSync(host: Host): Task<void> {
  yield* host.wait(host.future<true>(), Infinity, 'its disk');
}

test('goes from an open operation over calls and results to whoever is at work, and no further', () => {
  const simulation = new Simulation(1);
  simulation.addNode('user', PLACE, 'client', (host) => ({
    start: () => {
      simulation.recorder.invokedAt.set(7, 3);
      host.spawn('operation 7', ask(host));
      host.spawn('something else', rest(host));
    },
    receive: () => undefined,
  }));
  simulation.addNode('a', PLACE, 'server', (host) => ({
    receive: () => {
      host.spawn('serve', serve(host));
    },
  }));
  for (const name of ['b', 'c', 'd'])
    simulation.addNode(name, PLACE, 'server', (host) => ({
      receive: (request) => {
        if (name === 'b') request.reply(true);
        else if (name === 'c') host.spawn('write', neverSync(host));
      },
    }));
  simulation.start();
  simulation.kernel.runUntil(30_000);
  const graph = waitGraph(simulation);
  expect(graph.map(({ node, name, operation, waitsFor }) => [node, name, operation, waitsFor])).toEqual([
    ['user', 'operation 7', 3, 'a to answer order'],
    ['a', 'serve', null, '2 of 3 to answer copy'],
    ['c', 'write', null, 'its disk'],
  ]);
  expect(graph.map(({ nodes, need, next }) => [nodes, need, next])).toEqual([
    [['a'], 1, [1]],
    // b has answered: one more is needed, of two.
    [['c', 'd'], 1, [2]],
    [[], 0, []],
  ]);
  const [user, server] = graph;
  expect([user?.sinceMicros, user?.untilMicros]).toEqual([500, 40_500]);
  expect(server?.untilMicros).toBeNull();
  expect(server?.sinceMicros).toBeGreaterThan(500);
  // The client has given up: no operation is open any more.
  simulation.kernel.runUntil(50_000);
  expect(waitGraph(simulation)).toEqual([]);
});
