import { describe, expect, test } from 'vitest';
import { proveDeterminism } from '../../../../src/search/determinism/prove-determinism.ts';
import type { PlanRequest } from '../../../../src/search/plan.ts';

const MODULE = new URL('../../../helpers/leaky-systems.ts', import.meta.url).href;
const LEAKS = ['clock', 'random', 'locale', 'iteration', 'promise'];
const SEEDS = [1, 2];

function requestsFor(system: string): readonly PlanRequest[] {
  return SEEDS.map((seed) => {
    return { system, variant: null, seed, preset: 'everything', pastContract: null, operations: 20 };
  });
}

// One pair of processes for all: starting them is what takes time.
const found = await proveDeterminism(['tight', ...LEAKS].flatMap(requestsFor), {
  module: MODULE,
  nodes: [process.execPath, process.execPath],
  nodeFlags: ['--import', 'tsx'],
});
const ofSystem = (system: string) => found.filter(({ request }) => request.system === system);

describe('proveDeterminism', () => {
  test('has nothing to say of a system that leaks nothing', () => {
    expect(ofSystem('tight')).toEqual([]);
  });

  test.each(LEAKS)('finds a leak of kind %s in every plan', (system) => {
    expect(ofSystem(system).map(({ request }) => request.seed)).toEqual(SEEDS);
  });

  test('shows the first event that differs, with what both had before it', () => {
    const [{ divergence, first } = { divergence: null, first: null }] = ofSystem('clock');
    expect(divergence).not.toBeNull();
    expect(first?.before.at(-1)?.text).toMatch(/^1000000 µs {2}leak {2}timeout "leak" at wait 1/);
    const lines = [first?.one[0], first?.other[0]];
    for (const line of lines) {
      expect(line?.event).toBe(first?.event);
      expect(line?.text).toMatch(/"f":"clock"/);
    }
    expect(lines[0]?.text).not.toBe(lines[1]?.text);
    expect(first?.event).toBeGreaterThanOrEqual(divergence?.firstEvent ?? Infinity);
    expect(first?.event).toBeLessThanOrEqual((divergence?.lastEvent ?? 0) + 1);
  });

  test('a promise breaks the run in both processes', () => {
    const [{ errors } = { errors: [] }] = ofSystem('promise');
    expect(errors).toEqual([expect.stringMatching(/promise\(s\) made/), expect.stringMatching(/promise\(s\) made/)]);
  });
});
