import { describe, expect, test } from 'vitest';

import { pairOperations } from '../../../src/history/pairing.ts';
import { errorOf } from '../../helpers/error-of.ts';
import { operationsOf } from '../../helpers/operations.ts';

describe('pairOperations', () => {
  test('pairs by process, across other processes', () => {
    const operations = operationsOf(
      [0, 'invoke', 'read'],
      [1, 'invoke', 'write', 1],
      [0, 'ok', 'read', 1],
      [1, 'fail', 'write', 1],
      [0, 'invoke', 'read'],
    );
    expect([...pairOperations(operations)]).toEqual([2, 3, 0, 1, -1]);
  });

  test('never pairs what is no client', () => {
    const operations = operationsOf(['nemesis', 'info', 'kill'], ['nemesis', 'info', 'kill'], ['n1', 'ok', 'state']);
    expect([...pairOperations(operations)]).toEqual([-1, -1, -1]);
  });

  test('an unknown outcome pairs with its invocation', () => {
    expect([...pairOperations(operationsOf([3, 'invoke', 'read'], [3, 'info', 'read']))]).toEqual([1, 0]);
  });

  test.each([
    [
      'a completion without invocation',
      operationsOf([4, 'ok', 'read']),
      'operation 0, field "type": process 4 completes (ok) what it never invoked',
    ],
    [
      'a second completion',
      operationsOf([4, 'invoke', 'read'], [4, 'ok', 'read'], [4, 'fail', 'read']),
      'operation 2, field "type": process 4 completes (fail) what it never invoked',
    ],
    [
      'a second invocation while one is open',
      operationsOf([4, 'invoke', 'read'], [4, 'invoke', 'read']),
      'operation 1, field "process": process 4 invokes while its operation 0 is open',
    ],
    [
      'a process that goes on after info',
      operationsOf([4, 'invoke', 'read'], [4, 'info', 'read'], [4, 'invoke', 'read']),
      'operation 2, field "process": process 4 goes on after info retired it',
    ],
    [
      'a late completion after info',
      operationsOf([4, 'invoke', 'read'], [4, 'info', 'read'], [4, 'ok', 'read']),
      'operation 2, field "process": process 4 goes on after info retired it',
    ],
  ])('refuses %s', (_, operations, message) => {
    expect(errorOf(() => pairOperations(operations))).toBe(`HistoryError: ${message}`);
  });

  test('refuses time that goes back, unless time is approximate', () => {
    const operations = operationsOf([0, 'invoke', 'read'], [0, 'ok', 'read']).map((operation, position) => ({
      ...operation,
      time: 10 - position,
    }));
    expect(errorOf(() => pairOperations(operations))).toBe(
      'HistoryError: operation 1, field "time": time goes back from 10 to 9',
    );
    expect([...pairOperations(operations, { approximateTime: true })]).toEqual([1, 0]);
  });
});
