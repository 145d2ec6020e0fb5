import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/claims/judge.ts';
import { GUARANTEES } from '../../../src/claims/guarantees.ts';
import type { GuaranteeName, TradeoffName } from '../../../src/claims/vocabulary.ts';
import { errorOf } from '../../helpers/error-of.ts';
import { Recording } from '../../helpers/recording.ts';

function errorIn(recording: Recording, guarantee: GuaranteeName | TradeoffName): string | undefined {
  const isGuarantee = guarantee in GUARANTEES;
  const claim = {
    guarantees: isGuarantee ? [guarantee as GuaranteeName] : [],
    tradeoffs: isGuarantee ? [] : [guarantee as TradeoffName],
  };
  return errorOf(() => judge(recording.final().perform(2, 'get', ['other', null], ['other', []]).history(), claim));
}

describe('a value that is none of its operation is told with its place', () => {
  test.each([
    [
      new Recording().perform(0, 'add', 'apple'),
      'no-lost-addition',
      'operation 1, field "value": "apple" is no value of "add"; expected { cart, item }',
    ],
    [
      new Recording().perform(0, 'add', { cart: 1, item: 'a' }),
      'resurrected-items',
      'operation 1, field "value": { cart: 1, item: \'a\' } is no value of "add"; expected { cart, item }',
    ],
    [
      new Recording().perform(0, 'cart', { cart: 'c', items: null }),
      'no-phantom-values',
      'operation 2, field "value": { cart: \'c\', items: null } is no value of "cart"; expected { cart, items: [item, …] }',
    ],
    [
      new Recording().perform(0, 'put', 7),
      'bounded-siblings',
      'operation 1, field "value": 7 is no value of "put"; expected a pair [key, value]',
    ],
    [
      new Recording().perform(0, 'get', ['x', null], ['x', 7]),
      'stale-reads',
      'operation 2, field "value": [ \'x\', 7 ] is no value of "get"; expected a pair [key, [sibling, …]]',
    ],
    [
      new Recording().perform(0, 'txn', [['r', 'x']]),
      'no-lost-commit',
      'operation 1, field "value": [ [ \'r\', \'x\' ] ] is no value of "txn"; expected steps [["r", key, value], …]',
    ],
    [new Recording().perform(0, 'balances', [1]), 'constant-total', undefined],
    [
      new Recording().observe('s1', 'lease', { group: 'g' }),
      'lease-disjointness',
      "operation 1: { group: 'g' } is no lease; expected { group, ballot, from, until }",
    ],
    [
      new Recording().observe('s1', 'replica-state', { keys: { x: {} } }),
      'convergence',
      'operation 1: { keys: { x: {} } } is no replica state; expected { keys: { key: { owners, siblings, clock } } }',
    ],
  ] as const)('%#', (recording, guarantee, message) => {
    expect(errorIn(recording, guarantee)).toBe(message === undefined ? undefined : `HistoryError: ${message}`);
  });
});
