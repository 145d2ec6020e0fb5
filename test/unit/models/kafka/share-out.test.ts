import { expect, test } from 'vitest';
import { shareOut, withoutOwnedByOthers } from '../../../../src/models/kafka/groups/share-out.ts';

const PARTITIONS = ['p', 'q', 'r'];

test('evenly, and what members have they keep as far as that is even', () => {
  expect(shareOut(PARTITIONS, new Map([['a', []]]))).toEqual(new Map([['a', PARTITIONS]]));
  const grown = new Map([
    ['a', PARTITIONS],
    ['b', []],
  ]);
  expect(shareOut(PARTITIONS, grown)).toEqual(
    new Map([
      ['a', ['p', 'q']],
      ['b', ['r']],
    ]),
  );
  const four = new Map(['a', 'b', 'c', 'd'].map((name) => [name, []]));
  expect([...shareOut(PARTITIONS, four).values()].map(({ length }) => length)).toEqual([1, 1, 1, 0]);
  expect(shareOut(PARTITIONS, new Map())).toEqual(new Map());
});

test('two that claim the same partition do not both keep it', () => {
  const both = new Map([
    ['a', ['p']],
    ['b', ['p']],
  ]);
  expect([...shareOut(PARTITIONS, both).values()].flat().sort()).toEqual(PARTITIONS);
});

test('what another has still is given to nobody else', () => {
  const owned = new Map([
    ['a', PARTITIONS],
    ['b', []],
  ]);
  expect(withoutOwnedByOthers(shareOut(PARTITIONS, owned), owned)).toEqual(
    new Map([
      ['a', ['p', 'q']],
      ['b', []],
    ]),
  );
});
