import { describe, expect, test } from 'vitest';
import { HashRing, type RingMember } from '../../../../src/models/parts/ring/hash-ring.ts';
import { hashText } from '../../../../src/simulation/hash.ts';

const VIRTUAL_NODES = 160;
const KEYS = Array.from({ length: 6000 }, (_, nth) => `key-${nth}`);

function members(...names: readonly string[]): RingMember[] {
  return names.map((name) => ({ name, place: name }));
}

function ringOf(members: readonly RingMember[]): HashRing {
  return new HashRing(members, VIRTUAL_NODES, hashText);
}

function firstOwners(ring: HashRing): readonly (string | undefined)[] {
  return KEYS.map((key) => ring.preferenceList(key, 1)[0]);
}

describe('HashRing', () => {
  test('gives every member about its share', () => {
    const owners = firstOwners(ringOf(members('a', 'b', 'c', 'd', 'e', 'f')));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const share = owners.filter((owner) => owner === name).length / KEYS.length;
      expect(share).toBeGreaterThan(0.7 / 6);
      expect(share).toBeLessThan(1.3 / 6);
    }
  });

  test('a member that leaves moves its own keys only', () => {
    const before = firstOwners(ringOf(members('a', 'b', 'c', 'd')));
    const after = firstOwners(ringOf(members('a', 'b', 'd')));
    const moved = KEYS.filter((_, nth) => before[nth] !== after[nth]);
    expect(moved).toEqual(KEYS.filter((_, nth) => before[nth] === 'c'));
  });

  test('a member that joins takes keys for itself only', () => {
    const before = firstOwners(ringOf(members('a', 'b', 'c')));
    const after = firstOwners(ringOf(members('a', 'b', 'c', 'd')));
    const newOwners = new Set(after.filter((owner, nth) => owner !== before[nth]));
    expect([...newOwners]).toEqual(['d']);
  });

  test('lists every member once', () => {
    const ring = ringOf(members('a', 'b', 'c', 'd', 'e'));
    for (const key of KEYS.slice(0, 200))
      expect([...ring.preferenceList(key, 3)].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('puts replicas in different places as far as there are so many', () => {
    const places = new Map([
      ['a1', 'a'],
      ['a2', 'a'],
      ['a3', 'a'],
      ['b1', 'b'],
      ['c1', 'c'],
    ]);
    const ring = ringOf([...places].map(([name, place]) => ({ name, place })));
    for (const key of KEYS.slice(0, 200)) {
      const replicas = ring.preferenceList(key, 3);
      expect(new Set(replicas.slice(0, 3).map((name) => places.get(name)))).toEqual(new Set(['a', 'b', 'c']));
      const fourth = ring.preferenceList(key, 4);
      expect(new Set(fourth).size).toBe(5);
    }
  });

  test('is the same in whatever order members are named', () => {
    const one = ringOf(members('a', 'b', 'c', 'd'));
    const other = ringOf(members('d', 'b', 'a', 'c'));
    for (const key of KEYS.slice(0, 200)) expect(one.preferenceList(key, 3)).toEqual(other.preferenceList(key, 3));
  });

  test('refuses to be empty', () => {
    expect(() => ringOf([])).toThrow(RangeError);
    expect(() => new HashRing(members('a'), 0, hashText)).toThrow(RangeError);
  });
});
