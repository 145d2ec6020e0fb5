import { describe, expect, test } from 'vitest';
import { drawTargets } from '../../../src/nemesis/draw-targets.ts';
import type { Scope } from '../../../src/nemesis/preset.ts';
import { Random } from '../../../src/workloads/random.ts';
import { topologyOf } from '../../helpers/topology.ts';

const TOPOLOGY = topologyOf(7);
const ALL = TOPOLOGY.servers.map(({ name }) => name);

function draws(scope: Scope, hittable: readonly string[] = ALL): string[][] {
  return Array.from({ length: 40 }, (_, seed) => {
    const targets = drawTargets(new Random(`${seed}`), [scope], TOPOLOGY, hittable);
    return targets === 'primaries' ? ['primaries'] : [...targets];
  });
}

/** The distinct values of a field among the servers named. */
function placesOf(names: readonly string[], field: 'rack' | 'zone' | 'region'): Set<string> {
  return new Set(TOPOLOGY.servers.filter(({ name }) => names.includes(name)).map((server) => server[field]));
}

describe('drawTargets', () => {
  test.each([
    ['node', 1],
    ['minority', 3],
    ['minority-third', 2],
    ['majority', 4],
    ['all', 7],
  ] as const)('%s takes %i of seven, none twice', (scope, count) => {
    for (const targets of draws(scope)) expect(new Set(targets).size).toBe(count);
  });

  test.each(['rack', 'zone', 'region'] as const)('%s takes all that stand in the same one, and no other', (scope) => {
    for (const targets of draws(scope)) {
      const [place] = placesOf(targets, scope);
      expect(targets).toEqual(TOPOLOGY.servers.filter((server) => server[scope] === place).map(({ name }) => name));
    }
  });

  test('primaries are left to be found', () => {
    expect(draws('primaries')[0]).toEqual(['primaries']);
  });

  test.each(['node', 'rack', 'zone', 'region', 'minority', 'minority-third', 'majority', 'all'] as const)(
    '%s hits only what may be hit',
    (scope) => {
      for (const targets of draws(scope, ['s2', 's5'])) {
        expect(targets.length).toBeGreaterThan(0);
        expect(['s2', 's5']).toEqual(expect.arrayContaining(targets));
      }
    },
  );

  test('every server has its turn', () => {
    expect(new Set(draws('node').flat())).toEqual(new Set(ALL));
  });
});
