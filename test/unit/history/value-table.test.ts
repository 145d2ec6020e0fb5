import { expect, test } from 'vitest';
import { ValueTable } from '../../../src/history/value-table.ts';

test('equal values have equal numbers, in the order of first appearance', () => {
  const table = new ValueTable();
  const values = [
    1,
    '1',
    [1, 'x'],
    null,
    1n,
    { b: 1, a: 2 },
    [1, 'x'],
    { a: 2, b: 1 },
    undefined,
    2n ** 60n,
    2n ** 60n,
  ];
  expect(values.map((value) => table.idOf(value))).toEqual([0, 1, 2, 3, 0, 4, 2, 4, 3, 5, 5]);
  expect(table.values).toEqual([1, '1', [1, 'x'], null, { b: 1, a: 2 }, 2n ** 60n]);
});

test('integers that a number would round together stay apart', () => {
  const table = new ValueTable();
  expect(table.idOf(9007199254740993n)).not.toBe(table.idOf(9007199254740992n));
});
