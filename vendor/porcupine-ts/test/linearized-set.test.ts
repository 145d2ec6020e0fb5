import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinearizedSet } from '../src/engine/linearized-set.ts';

const SIZE = 100;

function build(members: Iterable<number>): LinearizedSet {
  const set = new LinearizedSet(SIZE);
  for (const member of members) set.add(member);
  return set;
}

test('after any changes the set is what it is when built at once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(SIZE - 1), { maxLength: 300 }), (toggles) => {
      const members = new Set<number>();
      const set = new LinearizedSet(SIZE);
      for (const member of toggles) {
        if (members.delete(member)) set.remove(member);
        else set.add((members.add(member), member));
      }
      const { words, hash, low, high } = set;
      const fresh = build(members);
      expect({ words, hash, low, high }).toEqual({
        words: fresh.words,
        hash: fresh.hash,
        low: fresh.low,
        high: fresh.high,
      });
      for (let member = 0; member < SIZE; member++) {
        expect((words[member >>> 5]! >>> (member & 31)) & 1).toBe(members.has(member) ? 1 : 0);
      }
    }),
  );
});

test('the window begins at the first gap and ends after the last member', () => {
  const set = build([...Array(64).keys(), 70]);
  expect([set.low, set.high]).toEqual([2, 3]);
  set.remove(5);
  expect([set.low, set.high]).toEqual([0, 3]);
  set.remove(70);
  expect([set.low, set.high]).toEqual([0, 2]);
  set.add(5);
  expect([set.low, set.high]).toEqual([2, 2]);
});

test('different small sets have different hashes', () => {
  const hashes = new Set<number>();
  for (let first = 0; first < SIZE; first++) {
    for (let second = first + 1; second < SIZE; second++) hashes.add(build([first, second]).hash);
  }
  expect(hashes.size).toBe((SIZE * (SIZE - 1)) / 2);
});
