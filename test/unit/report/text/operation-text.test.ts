import { expect, test } from 'vitest';
import type { Invocation } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { operationText } from '../../../../src/report/text/operation-text.ts';

function invocation(f: string, asked: unknown, outcome: 'ok' | 'fail' | 'info', result: unknown = asked): Invocation {
  const line = (index: number, type: Operation['type'], value: unknown): Operation => {
    return { index, time: index, process: 0, type, f, value };
  };
  return { invoke: line(0, 'invoke', asked), completion: line(1, outcome, result), outcome };
}

test.each<[string, Invocation]>([
  ['read 3', invocation('read', [3, null], 'fail')],
  ['read 3 → 17', invocation('read', [3, null], 'ok', [3, 17])],
  ['read 3 → nil', invocation('read', [3, null], 'ok')],
  ['write 3 = 17', invocation('write', [3, 17], 'info')],
  ['cas 3 1 → 2', invocation('cas', [3, [1, 2]], 'ok')],
  ['put "k" = 5', invocation('put', ['k', 5], 'ok')],
  ['get "k" → [5 6]', invocation('get', ['k', null], 'ok', ['k', [5, 6]])],
  ['add "milk" to "c1"', invocation('add', { cart: 'c1', item: 'milk' }, 'ok')],
  ['remove "milk" from "c1"', invocation('remove', { cart: 'c1', item: 'milk' }, 'ok')],
  ['cart "c1" → ["milk"]', invocation('cart', { cart: 'c1', items: null }, 'ok', { cart: 'c1', items: ['milk'] })],
  ['cart "c1"', invocation('cart', { cart: 'c1', items: null }, 'info')],
  ['transfer 5 from 1 to 2', invocation('transfer', { from: 1, to: 2, amount: 5 }, 'fail')],
  ['balances → {x: 10}', invocation('balances', { x: null }, 'ok', { x: 10 })],
  ['balances', invocation('balances', { x: null }, 'info')],
  ['join {server: "n6"}', invocation('join', { server: 'n6' }, 'ok')],
  ['read → []', invocation('read', null, 'ok', [])],
])('%s', (expected, given) => {
  expect(operationText(given)).toBe(expected);
});

test('a transaction is its micro-operations, with what they read', () => {
  const asked = [
    ['r', 1, null],
    ['append', 2, 7],
    ['w', 3, 8],
  ];
  const result = [['r', 1, [5, 6]], ...asked.slice(1)];
  expect(operationText(invocation('txn', asked, 'ok', result))).toBe('r 1 → [5 6], append 2 7, w 3 = 8');
  expect(operationText(invocation('txn', asked, 'ok'))).toBe('r 1 → nil, append 2 7, w 3 = 8');
  expect(operationText(invocation('txn', asked, 'info'))).toBe('r 1, append 2 7, w 3 = 8');
});

test('an operation without a completion is what was asked for', () => {
  const { invoke } = invocation('write', [3, 17], 'info');
  expect(operationText({ invoke, completion: undefined, outcome: 'info' })).toBe('write 3 = 17');
});
