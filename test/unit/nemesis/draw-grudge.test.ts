import { describe, expect, test } from 'vitest';
import { drawGrudge, type Grudge } from '../../../src/nemesis/draw-grudge.ts';
import type { PartitionShape } from '../../../src/nemesis/fault.ts';
import { Random } from '../../../src/workloads/random.ts';
import { topologyOf } from '../../helpers/topology.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);
const SIZES = [3, 4, 5, 6, 7, 9];

const namesOf = (size: number): string[] => topologyOf(size).servers.map(({ name }) => name);

/** Whom each server hears, itself included, by name. */
function hearing(grudge: Grudge, size: number): Map<string, string[]> {
  return new Map(namesOf(size).map((name) => [name, namesOf(size).filter((other) => !grudge[name]?.includes(other))]));
}

/** Draws the shape for many seeds at one size. */
function draws(shape: PartitionShape, size: number): Map<string, string[]>[] {
  return SEEDS.map((seed) => hearing(drawGrudge(new Random(`${seed}`), shape, topologyOf(size)), size));
}

/** The sets of servers that hear just each other, smallest first; fails when hearing isn't mutual. */
function components(heard: Map<string, string[]>): string[][] {
  const sets = new Set<string>();
  for (const [name, others] of heard) {
    for (const other of others) expect(heard.get(other)).toContain(name);
    sets.add(others.join(' '));
  }
  return [...sets].map((set) => set.split(' ')).sort((a, b) => a.length - b.length);
}

describe.each(SIZES)('among %i servers', (size) => {
  const majority = Math.floor(size / 2) + 1;

  test('halves: two components as even as can be, that share nobody', () => {
    for (const heard of draws('halves', size)) {
      const [small = [], large = []] = components(heard);
      expect([small.length, large.length]).toEqual([Math.floor(size / 2), Math.ceil(size / 2)]);
      expect([...small, ...large].sort()).toEqual(namesOf(size));
    }
  });

  test('random-node: one alone, all others together', () => {
    for (const heard of draws('random-node', size))
      expect(components(heard).map(({ length }) => length)).toEqual([1, size - 1]);
  });

  test('majorities-ring: every server hears a majority with itself in it, and no two the same one', () => {
    for (const heard of draws('majorities-ring', size)) {
      for (const [name, others] of heard) {
        expect(others).toHaveLength(majority);
        expect(others).toContain(name);
      }
      expect(new Set([...heard.values()].map((others) => others.join())).size).toBe(size);
    }
  });

  test('bridge: one hears and is heard by all, the others are two components', () => {
    for (const heard of draws('bridge', size)) {
      const bridge = [...heard].find(([, others]) => others.length === size)?.[0] ?? '';
      expect(bridge).not.toBe('');
      const rest = new Map([...heard].filter(([name]) => name !== bridge));
      for (const [name, others] of rest) {
        expect(others).toContain(bridge);
        rest.set(
          name,
          others.filter((other) => other !== bridge),
        );
      }
      const sizes = components(rest).map(({ length }) => length);
      expect(sizes).toHaveLength(2);
      expect((sizes[1] ?? 0) - (sizes[0] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  test('one-way: some hear none of the others, who hear everybody', () => {
    for (const heard of draws('one-way', size)) {
      const deaf = [...heard].filter(([, others]) => others.length < size).map(([name]) => name);
      expect(deaf).toHaveLength(Math.floor(size / 2));
      for (const name of deaf) expect(heard.get(name)).toEqual(deaf);
    }
  });

  test.each(['zone', 'region'] as const)('%s: the servers of one stand apart from all others', (field) => {
    const places = new Map(topologyOf(size).servers.map((server) => [server.name, server[field]]));
    for (const heard of draws(field, size)) {
      const parts = components(heard);
      expect(parts).toHaveLength(2);
      expect(parts.some((part) => new Set(part.map((name) => places.get(name))).size === 1)).toBe(true);
      for (const place of new Set(places.values()))
        expect(parts.filter((part) => part.some((name) => places.get(name) === place))).toHaveLength(1);
    }
  });

  test('bisect: the first half by name, the smaller one, and the others', () => {
    const names = namesOf(size);
    const halves = [names.slice(0, size >> 1), names.slice(size >> 1)];
    for (const heard of draws('bisect', size)) expect(components(heard)).toEqual(halves);
  });

  test('minority-third: fewer than a third apart from all others', () => {
    for (const heard of draws('minority-third', size)) {
      const [third = [], others = []] = components(heard);
      expect(third).toHaveLength(Math.max(1, Math.floor((size - 1) / 3)));
      expect(third.length + others.length).toBe(size);
    }
  });

  test('majorities-ring-stochastic: every server hears a majority, mutually, and nobody many more than others', () => {
    for (const heard of draws('majorities-ring-stochastic', size)) {
      for (const [name, others] of heard) {
        expect(others).toContain(name);
        expect(others.length).toBeGreaterThanOrEqual(majority);
        for (const other of others) expect(heard.get(other)).toContain(name);
      }
      const heardTimes = [...heard.values()].map(({ length }) => length);
      expect(Math.max(...heardTimes) - majority).toBeLessThanOrEqual(2);
    }
  });
});

test('primaries are found when the partition begins: nothing is drawn', () => {
  expect(drawGrudge(new Random('1'), 'primaries', topologyOf(5))).toEqual({});
});

test('other seeds cut elsewhere', () => {
  const cuts = draws('halves', 5).map((heard) => JSON.stringify(components(heard)));
  // There are ten halves of five.
  expect(new Set(cuts).size).toBeGreaterThan(5);
});
