import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinearizedSet } from '../src/engine/linearized-set.ts';
import type { State } from '../src/index.ts';
import { createStateTable } from '../src/engine/state-table.ts';
import { VisitedSet } from '../src/engine/visited-set.ts';

const SIZE = 70;

test.each([
  ['identity', {}],
  ['equality', { equal: (left: number, right: number) => left === right }],
  ['equality and hash', { equal: (left: number, right: number) => left === right, hash: (state: number) => state % 2 }],
])('remembers exactly the configurations that it was given: %s', (_, equality) => {
  const configuration = fc.tuple(fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 3 }), fc.nat(3));
  fc.assert(
    fc.property(fc.array(configuration, { maxLength: 300 }), (configurations) => {
      const table = createStateTable<number>(equality);
      const visited = new VisitedSet(table);
      const seen = new Set<string>();
      for (const [members, state] of configurations) {
        const set = new LinearizedSet(SIZE);
        for (const member of members) set.add(member);
        const key = `${members.toSorted((left, right) => left - right).join()}/${state}`;
        const number = table.number(state);
        const added = visited.add(set, number);
        if (!added) table.discard(number);
        expect(added).toBe(!seen.has(key));
        seen.add(key);
      }
    }),
    { numRuns: 200 },
  );
});

test('keeps many configurations apart, past every growth of its arrays', () => {
  const visited = new VisitedSet(createStateTable<number>({}));
  const set = new LinearizedSet(1_000);
  const addAll = () => {
    let added = 0;
    for (let member = 0; member < 1_000; member++) {
      set.add(member);
      for (let state = 0; state < 20; state++) added += Number(visited.add(set, state));
      set.remove(member);
    }
    return added;
  };
  expect(addAll()).toBe(20_000);
  expect(addAll()).toBe(0);
});

test('states that a hash puts together are still compared', () => {
  const equal = (left: { n: number }, right: { n: number }) => left.n === right.n;
  const table = createStateTable({ equal, hash: () => 0 });
  expect([{ n: 1 }, { n: 2 }, { n: 1 }].map((state) => table.number(state))).toEqual([0, 1, 0]);
});

test('without equality a state is the same as itself, NaN included', () => {
  const table = createStateTable<State>({});
  const object = {};
  expect([NaN, object, {}, NaN, object, 'NaN'].map((state) => table.number(state))).toEqual([0, 1, 2, 0, 1, 3]);
});

test('sets whose hashes collide are kept apart', () => {
  const visited = new VisitedSet(createStateTable<number>({}));
  const prefix = Array.from({ length: 32 }, (_, member) => member);
  // The last one has the bits of the first one, a word later.
  for (const members of [[0], [1], [32], [0, 32], [...prefix, 32]]) {
    const set = new LinearizedSet(SIZE);
    for (const member of members) set.add(member);
    set.hash = 0;
    expect([visited.add(set, 0), visited.add(set, 0)]).toEqual([true, false]);
  }
});

test('a hash saves comparisons of states that differ in it', () => {
  let comparisons = 0;
  const equal = (left: number, right: number) => (comparisons++, left === right);
  const table = createStateTable({ equal, hash: (state: number) => state });
  for (const state of [1, 2, 3, 1, 2, 3]) table.number(state);
  expect(comparisons).toBe(3);
});

test('a discarded state leaves nothing behind', () => {
  const table = createStateTable<string>({ equal: (left, right) => left === right });
  expect([table.number('a'), table.number('b')]).toEqual([0, 1]);
  table.discard(1);
  expect(table.states).toEqual(['a']);
});
