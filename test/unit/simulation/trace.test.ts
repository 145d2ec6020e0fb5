import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import type { Request } from '../../../src/simulation/request.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterOf } from '../../helpers/cluster.ts';

function* asker(host: Host): Task<void> {
  for (;;) {
    yield* host.call('n2', { kind: 'get' }, 10_000);
    yield* host.sleep(1_000);
  }
}

function asking(trace: boolean): Simulation {
  const start = (host: Host): void => {
    if (host.name === 'n1') host.spawn('asker', asker(host));
  };
  const simulation = clusterOf({ start, receive: (request: Request) => request.reply(1) }, { trace });
  simulation.start();
  return simulation;
}

describe('Trace', () => {
  test('has every message and reply with the time of its arrival', () => {
    const simulation = asking(true);
    simulation.kernel.runUntil(1_000_000);
    const [question, answer] = simulation.kernel.trace?.messages ?? [];
    expect(question).toMatchObject({ sentMicros: 0, from: 'n1', to: 'n2', kind: 'get', copies: 1 });
    expect(question?.arrivals).toHaveLength(1);
    expect(answer).toMatchObject({ sentMicros: question?.arrivals[0]?.micros, from: 'n2', to: 'n1', kind: 'reply' });
  });

  test('tells messages lost at once, lost on arrival, and doubled', () => {
    const simulation = asking(true);
    const { kernel } = simulation;
    simulation.crash(simulation.nodeNamed('n2'));
    kernel.runUntil(5_000);
    kernel.network.cut('n1', 'n2');
    kernel.runUntil(15_000);
    kernel.network.mend('n1', 'n2');
    simulation.restart(simulation.nodeNamed('n2'));
    kernel.network.disturb({ key: 1, from: new Set(['n1']), to: new Set(['n2']), duplicatePerMillion: 1_000_000 });
    kernel.runUntil(30_000);
    const questions = (kernel.trace?.messages ?? []).filter(({ kind }) => kind === 'get');
    expect(questions.slice(0, 3).map(({ copies, arrivals }) => [copies, arrivals.map(({ isLost }) => isLost)])).toEqual(
      [
        [1, [true]],
        [0, []],
        [2, [false, false]],
      ],
    );
  });

  test('has no influence on the run', () => {
    const digests = [true, false].map((trace) => {
      const simulation = asking(trace);
      simulation.kernel.runUntil(1_000_000);
      return simulation.kernel.digest.text();
    });
    expect(digests[0]).toBe(digests[1]);
  });
});
