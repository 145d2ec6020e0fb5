import { expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../src/models/registry.ts';
import { defineSystem, type System } from '../../src/models/system.ts';
import { drawPlan } from '../../src/search/draw-plan.ts';
import { simulate } from '../../src/search/simulate.ts';
import type { Node } from '../../src/simulation/node.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import { REGISTER } from '../helpers/register-system.ts';

/**
 * The system with each node taken from a building of its own: whatever nodes share beside messages, each has for itself
 * then. What is added besides the node itself goes to a simulation that never runs.
 */
function separately(system: System): System {
  return defineSystem({
    ...system,
    build(simulation, plan) {
      const names: string[] = [];
      const keepOnly = (wanted: string | undefined): Simulation => {
        const elsewhere = new Simulation(1);
        const addNode = (...args: Parameters<Simulation['addNode']>): Node => {
          const [name] = args;
          if (wanted === undefined) names.push(name);
          return name === wanted ? simulation.addNode(...args) : elsewhere.addNode(...args);
        };
        const { kernel, recorder } = simulation;
        return Object.assign(Object.create(null), { addNode, kernel, recorder }) as Simulation;
      };
      system.build(keepOnly(undefined), plan);
      for (const name of names) system.build(keepOnly(name), plan);
    },
  });
}

function digests(system: System, seed: number): readonly string[] {
  const request = { system: system.name, variant: null, seed, preset: 'everything', pastContract: null } as const;
  const plan = drawPlan({ ...request, operations: 80 }, system);
  return [system, separately(system)].map((built) => simulate(plan, { system: built }).digest);
}

test.each(ALL_SYSTEMS.map((system) => [system.name, system] as const))(
  'nodes of %s share nothing but messages',
  (_, system) => {
    for (const seed of [1, 2, 3]) {
      const [together, apart] = digests(system, seed);
      expect(apart).toBe(together);
    }
  },
);

test('a system whose servers share a value is told', () => {
  const sharing = defineSystem({
    ...REGISTER,
    build(simulation, plan) {
      REGISTER.build(simulation, plan);
      let starts = 0;
      for (const name of ['one', 'two']) {
        const place = { rack: 'r', zone: 'z', region: 'eu' };
        const start = (): void => simulation.recorder.observe(name, 'starts', ++starts);
        simulation.addNode(name, place, 'client', () => ({ start, receive: () => undefined }));
      }
    },
  });
  const [together, apart] = digests(sharing, 1);
  expect(apart).not.toBe(together);
});
