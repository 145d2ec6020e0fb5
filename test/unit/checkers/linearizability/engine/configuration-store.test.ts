import { describe, expect, test } from 'vitest';
import { ConfigurationStore } from '../../../../../src/checkers/linearizability/engine/configuration-store.ts';
import { Cursor } from '../../../../../src/checkers/linearizability/engine/cursor.ts';
import { Machine } from '../../../../../src/checkers/linearizability/engine/machine.ts';
import { OpenUses } from '../../../../../src/checkers/linearizability/engine/open-uses.ts';
import { timelineOf, type Problem } from '../../../../../src/checkers/linearizability/engine/timeline.ts';
import { specOf } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { ValueNumbers } from '../../../../../src/checkers/linearizability/value-numbers.ts';

const NOTHING = -1;
const CALLS = 40;

/** Calls that are all under way at once, so that a mask has two words. */
const ascending = Int32Array.from({ length: CALLS }, (_, row) => row);
const problem: Problem = {
  machine: new Machine(specOf('register'), new ValueNumbers([null])),
  roots: [],
  classes: new Int32Array(CALLS),
  call: ascending,
  ret: ascending.map((row) => CALLS + row),
};

const timeline = timelineOf(problem);

interface Parts {
  readonly state?: number;
  readonly uses?: number;
  readonly mask?: readonly [number, number];
  readonly covered?: readonly [number, number];
}

function cursorWith({ state = 0, uses = 0, mask = [0, 0], covered = [0, 0] }: Parts): Cursor {
  const cursor = new Cursor(problem, timeline);
  cursor.state = state;
  cursor.uses = uses;
  cursor.mask.set(mask);
  cursor.covered.set(covered);
  return cursor;
}

/** Adds configurations one after the other. Answers which were new, and how many of all are still continued. */
function afterAdding(
  all: readonly Parts[],
  uses?: OpenUses,
): { readonly isNew: readonly boolean[]; readonly taken: number } {
  const store = new ConfigurationStore(2, CALLS, uses, true);
  const isNew = all.map((parts) => store.add(cursorWith(parts), NOTHING, NOTHING) !== NOTHING);
  let taken = 0;
  while (store.takeLast() !== NOTHING) taken++;
  return { isNew, taken };
}

describe('a configuration is met again', () => {
  test('when state and mask are the same, in each word of it', () => {
    expect(afterAdding([{ mask: [0, 1] }, { mask: [0, 1] }])).toEqual({ isNew: [true, false], taken: 1 });
    expect(afterAdding([{ mask: [0, 1] }, { mask: [0, 2] }])).toEqual({ isNew: [true, true], taken: 2 });
    expect(afterAdding([{ mask: [1, 0] }, { mask: [2, 0] }])).toEqual({ isNew: [true, true], taken: 2 });
    expect(afterAdding([{ state: 1 }, { state: 2 }])).toEqual({ isNew: [true, true], taken: 2 });
  });

  test('but not when they only come to lie next to each other', () => {
    const masks = Array.from({ length: 1_000 }, (_, number): Parts => ({ mask: [0, number] }));
    expect(afterAdding(masks).taken).toBe(1_000);
    expect(afterAdding([...masks, ...masks]).taken).toBe(1_000);
  });
});

describe('of configurations with one mask, one includes another', () => {
  const uses = new OpenUses(2);
  const once = uses.oneMore(0, 0);
  const other = uses.oneMore(0, 1);
  const twice = uses.oneMore(once, 0);

  test('if it used no more open calls of any class', () => {
    expect(afterAdding([{ uses: once }, { uses: twice }], uses)).toEqual({ isNew: [true, false], taken: 1 });
    expect(afterAdding([{ uses: twice }, { uses: once }], uses)).toEqual({ isNew: [true, true], taken: 1 });
    expect(afterAdding([{ uses: once }, { uses: other }], uses)).toEqual({ isNew: [true, true], taken: 2 });
  });

  test('if it has no less covered, in each word', () => {
    expect(afterAdding([{ covered: [0, 3] }, { covered: [0, 1] }])).toEqual({ isNew: [true, false], taken: 1 });
    expect(afterAdding([{ covered: [0, 1] }, { covered: [0, 3] }])).toEqual({ isNew: [true, true], taken: 1 });
    expect(afterAdding([{ covered: [0, 1] }, { covered: [0, 2] }])).toEqual({ isNew: [true, true], taken: 2 });
    expect(afterAdding([{ covered: [1, 0] }, { covered: [0, 1] }])).toEqual({ isNew: [true, true], taken: 2 });
  });

  test('only if both are so', () => {
    const fewer = { uses: once, covered: [0, 1] } as const;
    const more = { uses: twice, covered: [0, 3] } as const;
    expect(afterAdding([fewer, more], uses)).toEqual({ isNew: [true, true], taken: 2 });
    expect(afterAdding([more, fewer], uses)).toEqual({ isNew: [true, true], taken: 2 });
  });
});

test('a store counts the memory of all its entries and of their places', () => {
  const entries = 1_000;
  const store = new ConfigurationStore(2, CALLS, undefined, true);
  for (let state = 0; state < entries; state++) store.add(cursorWith({ state }), NOTHING, NOTHING);
  // Seven fields and two masks of two words; twice as many slots as entries.
  expect(store.bytes).toBeGreaterThanOrEqual(4 * entries * (7 + 4 + 2));
});

test('what is forgotten leaves those that wait, and where they came from', () => {
  const store = new ConfigurationStore(2, CALLS, undefined, true);
  const add = (rank: number, state: number, parent: number): number => {
    const cursor = cursorWith({ state });
    cursor.rank = rank;
    return store.add(cursor, parent, NOTHING);
  };
  const taken = (): number[] => {
    const entries: number[] = [];
    for (let entry = store.takeFirst(); entry !== NOTHING; entry = store.takeFirst()) entries.push(entry);
    return entries;
  };
  const early = 20_000;
  for (let state = 0; state < early; state++) add(0, state, NOTHING);
  const parents = taken();
  // Each second one has two children, at two ranks; that is more than are kept without forgetting.
  const followed = parents.filter((entry) => store.stateOf(entry) % 2 === 1);
  for (const rank of [1, 2]) for (const entry of followed) add(rank, store.stateOf(entry), entry);
  const { bytes } = store;
  const first = store.takeFirst();
  expect(store.bytes).toBeLessThanOrEqual(bytes);
  // These take the room of what was forgotten.
  for (let state = 0; state < followed.length; state++) add(3, state, NOTHING);
  const ends = [first, ...taken()];
  expect(ends).toHaveLength(3 * followed.length);
  expect(new Set(ends.map((entry) => `${store.rankOf(entry)} ${store.stateOf(entry)}`)).size).toBe(ends.length);
  const children = ends.filter((entry) => store.rankOf(entry) < 3);
  expect(children).toHaveLength(2 * followed.length);
  expect(children.filter((entry) => store.stateOf(store.parentOf(entry)) !== store.stateOf(entry))).toEqual([]);
});
