import { expect, test } from 'vitest';
import { RowStore } from '../../../../src/models/parts/row-store.ts';

test('what was written is read, and comes out as redo lines once', () => {
  const store = new RowStore();
  store.put('keys', 'a', 1);
  store.put('keys', 'b', 2);
  store.delete('keys', 'a');
  expect(store.get('keys', 'a')).toBeUndefined();
  expect(store.rows('keys')).toEqual([2]);
  expect(store.takeWrites()).toEqual([
    ['keys', 'a', 1],
    ['keys', 'b', 2],
    ['keys', 'a', null],
  ]);
  expect(store.takeWrites()).toEqual([]);
});

test('redo lines make another store the same, and are not written again', () => {
  const store = new RowStore();
  store.redo([
    ['keys', 'a', 1],
    ['keys', 'b', 2],
    ['keys', 'a', 3],
  ]);
  expect(store.rows('keys')).toEqual([3, 2]);
  expect(store.rows('other')).toEqual([]);
  expect(store.takeWrites()).toEqual([]);
});
