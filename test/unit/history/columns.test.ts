import { describe, expect, test } from 'vitest';
import { ColumnsBuilder } from '../../../src/history/columns-builder.ts';
import { columnsOf } from '../../../src/history/columns.ts';
import { History } from '../../../src/history/history.ts';
import { errorOf } from '../../helpers/error-of.ts';
import { operationsOf } from '../../helpers/operations.ts';

describe('columnsOf', () => {
  test('has one row an operation', () => {
    const columns = columnsOf(
      new History(
        operationsOf(
          [7, 'invoke', 'write', 'x'],
          ['nemesis', 'info', 'kill', ['n1']],
          [3, 'invoke', 'read'],
          [7, 'ok', 'write', 'x'],
          ['n1', 'info', 'state', ['n1']],
          [3, 'info', 'read'],
        ),
      ),
    );
    expect(columns).toEqual({
      length: 6,
      type: Uint8Array.of(0, 3, 0, 1, 3, 3),
      process: Int32Array.of(0, -1, 1, 0, -2, 1),
      f: Int32Array.of(0, 1, 2, 0, 3, 2),
      value: Int32Array.of(1, 2, 0, 1, 2, 0),
      key: new Int32Array(6).fill(-1),
      time: Float64Array.of(0, 1, 2, 3, 4, 5),
      index: Float64Array.of(0, 1, 2, 3, 4, 5),
      pair: Int32Array.of(3, -1, 5, 0, -1, 2),
      clients: [7, 3],
      observers: ['nemesis', 'n1'],
      fNames: ['write', 'kill', 'read', 'state'],
      values: [null, 'x', ['n1']],
      keys: [],
    });
  });

  test('takes keys apart: integers and texts do not collide', () => {
    const history = new History(
      operationsOf(
        [0, 'invoke', 'read', [1, null]],
        [1, 'invoke', 'read', ['1', null]],
        [0, 'ok', 'read', [1, 5]],
        [1, 'fail', 'read', 'timeout'],
        ['nemesis', 'info', 'kill', [1, 2]],
      ),
    );
    const columns = columnsOf(history, { independent: true });
    expect(columns.keys).toEqual([1, '1']);
    expect([...columns.key]).toEqual([0, 1, 0, -1, -1]);
    expect([...columns.value].map((value) => columns.values[value])).toEqual([null, null, 5, 'timeout', [1, 2]]);
  });

  test('null is a key, where an operation says so', () => {
    const [invocation] = operationsOf([0, 'invoke', 'read']);
    const { keys, key } = columnsOf(new History([{ ...invocation!, key: null }]));
    expect([keys, [...key]]).toEqual([[null], [0]]);
  });

  test('a key that can not be taken apart is told with its operation', () => {
    const history = new History(operationsOf(['nemesis', 'info', 'kill'], [0, 'invoke', 'read', 7]));
    expect(errorOf(() => columnsOf(history, { independent: true }))).toBe(
      'HistoryError: operation 1, field "value": 7 is not a pair; expected [key, value] of independent objects',
    );
  });

  test('grows beyond its first capacity, in each column', () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, at) => [at >> 1, at % 2 === 0 ? 'invoke' : 'ok', `f${at >> 1}`, [at >> 1, `v${at >> 1}`]] as const,
    );
    const columns = columnsOf(new History(operationsOf(...rows)), { independent: true });
    const { length, type, process, f, value, key, time, index, pair } = columns;
    expect(length).toBe(5_000);
    expect([type, time, index, pair].map((column) => column[4_999])).toEqual([1, 4_999, 4_999, 4_998]);
    expect([columns.clients[process[4_999]!], columns.fNames[f[4_999]!]]).toEqual([2_499, 'f2499']);
    expect([columns.keys[key[4_999]!], columns.values[value[4_999]!]]).toEqual([2_499, 'v2499']);
    expect(pair[4_998]).toBe(4_999);
  });
});

test('the builder refuses what contradicts the rows before', () => {
  const builder = new ColumnsBuilder();
  const [first, second] = operationsOf([1, 'invoke', 'read'], [1, 'invoke', 'read']);
  if (first !== undefined) builder.push(first);
  expect(() => second !== undefined && builder.push(second)).toThrow('process 1 invokes while its operation 0 is open');
  expect(builder.length).toBe(1);
});
