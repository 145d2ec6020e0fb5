import { defineSystem, type System } from '../../src/models/system.ts';
import type { Host } from '../../src/simulation/host.ts';
import type { Task } from '../../src/simulation/task.ts';
import { REGISTER } from './register-system.ts';

// Taken before a run begins, so that the guards of a run are gone round: only a second process can tell.
const readHighResolutionTime = process.hrtime.bigint;
const drawAnything = Math.random;
const LEAK_MICROS = 1_000_000;
/** Outlives the run: whoever ran before in this process is in it. */
const everyoneSeen = new Set<string>();

const PLACE = { rack: 'r', zone: 'z', region: 'eu' };

/** The register system with one more node, which after a second does what no run may do. */
function leaky(name: string, leak: (host: Host, seed: string) => void): System {
  return defineSystem({
    ...REGISTER,
    name,
    build(simulation, plan) {
      REGISTER.build(simulation, plan);
      const seed = String(plan.operations.map(({ thinkMicros }) => thinkMicros)[0]);
      simulation.addNode('leak', PLACE, 'client', (host) => ({
        start: () =>
          void host.spawn(
            'leak',
            later(host, () => leak(host, seed)),
          ),
        receive: () => undefined,
      }));
    },
  });
}

function* later(host: Host, leak: () => void): Task<void> {
  yield* host.sleep(LEAK_MICROS);
  leak();
}

/** One system for each kind of leak, and one without. */
export const systems: readonly System[] = [
  leaky('tight', () => undefined),
  leaky('clock', (host) => host.observe('clock', String(readHighResolutionTime()))),
  leaky('random', (host) => host.observe('random', drawAnything())),
  leaky('locale', (host) => host.observe('locale', (1.5).toLocaleString())),
  leaky('iteration', (host, seed) => {
    everyoneSeen.add(seed);
    for (const name of everyoneSeen) host.send('s1', { kind: `hello from ${name}` });
  }),
  leaky('promise', (host) => {
    void Promise.resolve().then(() => host.observe('promise', null));
  }),
];
