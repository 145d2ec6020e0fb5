import { expect, test } from 'vitest';
import { History } from '../../../src/history/history.ts';
import { operationsOf } from '../../helpers/operations.ts';

const history = new History(
  operationsOf(
    [0, 'invoke', 'write', 1],
    ['nemesis', 'info', 'kill', 'n1'],
    [1, 'invoke', 'read'],
    [0, 'info', 'write', 1],
    ['n1', 'info', 'state', [1]],
    ['n1', 'invoke', 'state', [1]],
    [1, 'ok', 'read', 1],
    [2, 'invoke', 'cas', [1, 2]],
  ),
);

test('invocations come in their order, with completion and outcome; without completion the outcome is info', () => {
  expect(
    history.invocations.map(({ invoke, completion, outcome }) => [invoke.index, completion?.index, outcome]),
  ).toEqual([
    [0, 3, 'info'],
    [2, 6, 'ok'],
    [7, undefined, 'info'],
  ]);
});

test('of() takes the invocations of the given names', () => {
  expect(history.of('cas', 'write').map(({ invoke }) => invoke.index)).toEqual([0, 7]);
});

test('the nemesis is told from others that report something', () => {
  expect(history.nemesis().map(({ index }) => index)).toEqual([1]);
  expect(history.observations('state').map(({ index }) => index)).toEqual([4, 5]);
  expect(history.observations('kill')).toEqual([]);
});
