import { describe, expect, test } from 'vitest';
import { checkNoPhantomValues } from '../../../../src/checkers/phantoms/no-phantom-values.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

describe('no-phantom-values', () => {
  test('values of every kind of object, each written before', () => {
    const history = new Recording()
      .perform(0, 'add', { cart: 'c', item: 'apple' })
      .perform(0, 'put', ['x', 1])
      .perform(0, 'write', ['y', 2])
      .perform(0, 'txn', [['append', 'l', 3]])
      .perform(0, 'cas', ['y', [2, 4]])
      .perform(1, 'cart', { cart: 'c', items: null }, { cart: 'c', items: ['apple'] })
      .perform(1, 'get', ['x', null], ['x', [1]])
      .perform(1, 'read', ['y', null], ['y', 4])
      .perform(1, 'txn', [['r', 'l', null]], [['r', 'l', [3]]])
      .perform(1, 'snapshot', [['r', 'y', null]], [['r', 'y', 2]])
      .history();
    const verdict = checkNoPhantomValues(history);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ reads: 5, values: 5 });
  });

  test('a value that nobody wrote', () => {
    const verdict = checkNoPhantomValues(new Recording().perform(0, 'get', ['x', null], ['x', [7]]).history());
    expect(summaryOf(verdict)).toBe('violated phantom-value');
    expect(messageOf(verdict)).toBe(
      'get ["x",null] (operation 1, process 0) found 7 in key "x", which nobody had asked to write.',
    );
  });

  test('a value that was written to another place, or only afterwards', () => {
    const elsewhere = new Recording().perform(0, 'put', ['y', 7]).perform(0, 'get', ['x', null], ['x', [7]]);
    expect(summaryOf(checkNoPhantomValues(elsewhere.history()))).toBe('violated phantom-value');
    const later = new Recording().perform(0, 'get', ['x', null], ['x', [7]]).perform(0, 'put', ['x', 7]);
    expect(summaryOf(checkNoPhantomValues(later.history()))).toBe('violated phantom-value');
  });

  test('a write that is under way or of unknown outcome may be seen, one that failed not', () => {
    const open = new Recording().invoke(0, 'put', ['x', 7]).perform(1, 'get', ['x', null], ['x', [7]]);
    expect(summaryOf(checkNoPhantomValues(open.history()))).toBe('holds');
    const failed = new Recording()
      .invoke(0, 'put', ['x', 7])
      .complete(0, 'fail')
      .perform(1, 'get', ['x', null], ['x', [7]]);
    expect(summaryOf(checkNoPhantomValues(failed.history()))).toBe('violated failed-value');
  });

  test('1 and "1" are different values', () => {
    const recording = new Recording().perform(0, 'put', ['x', 1]).perform(0, 'get', ['x', null], ['x', ['1']]);
    expect(summaryOf(checkNoPhantomValues(recording.history()))).toBe('violated phantom-value');
  });

  test('empty places show nothing', () => {
    const recording = new Recording()
      .perform(0, 'get', ['x', null], ['x', []])
      .perform(0, 'read', ['x', null], ['x', null]);
    expect(summaryOf(checkNoPhantomValues(recording.history()))).toBe('vacuous');
  });
});
