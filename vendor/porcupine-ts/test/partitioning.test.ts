import { expect, test } from 'vitest';
import {
  checkEvents,
  checkOperations,
  checkOperationsTimeout,
  checkOperationsVerbose,
  type Event,
} from '../src/index.ts';
import { operation, twoKeys } from './histories.ts';
import { keyValue, type KeyValueInput, wholeKeyValue } from './models/key-value.ts';

const ofKey = (key: string) => twoKeys.filter(({ input }) => input.key === key);

test('a history is linearizable when each of its parts is', () => {
  expect(checkOperations(keyValue, ofKey('y'))).toBe(true);
  expect(checkOperations(keyValue, ofKey('x'))).toBe(false);
  expect(checkOperations(keyValue, twoKeys)).toBe(false);
  expect(checkOperations(wholeKeyValue, twoKeys)).toBe(false);
});

test('events are split, too', () => {
  const get = (key: string) => ({ kind: 'get', key, value: '' }) as const;
  const history: Event<KeyValueInput, string>[] = [
    { kind: 'call', id: 0, value: { kind: 'put', key: 'a', value: '1' } },
    { kind: 'call', id: 1, value: get('b') },
    { kind: 'return', id: 0, value: '' },
    { kind: 'call', id: 2, value: get('a') },
    { kind: 'return', id: 1, value: '' },
    { kind: 'return', id: 2, value: '1' },
  ];
  expect(checkEvents(keyValue, history)).toBe(true);
  expect(checkEvents(keyValue, history.with(5, { kind: 'return', id: 2, value: '' }))).toBe(false);
});

test('a part that explodes does not hide the violation of a later one', () => {
  // Twenty concurrent appends have 20! orders, and no order of them reads as "no".
  const append = (client: number) =>
    operation(client, { kind: 'append', key: 'big', value: String(client) } as const, 0, '', 100);
  const readNo = operation(20, { kind: 'get', key: 'big', value: '' } as const, 200, 'no', 300);
  const violation = operation(0, { kind: 'get', key: 'small', value: '' } as const, 0, 'no', 1);
  const history = [...Array.from({ length: 20 }, (_, client) => append(client)), readNo, violation];
  expect(checkOperationsTimeout(keyValue, history, { stepBudget: 1_000 })).toBe('Illegal');
  expect(checkOperationsTimeout(keyValue, history.slice(0, -1), { stepBudget: 1_000 })).toBe('Unknown');
});

test('only a verbose check searches every part to its end after a violation', () => {
  const { result, info } = checkOperationsVerbose(keyValue, twoKeys);
  expect(result).toBe('Illegal');
  expect(info.partialLinearizations.map(([longest]) => longest?.length)).toEqual([6, 2]);
});
