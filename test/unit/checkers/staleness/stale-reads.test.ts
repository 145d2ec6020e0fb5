import { describe, expect, test } from 'vitest';
import { measureStaleOwnReads, measureStaleReads } from '../../../../src/checkers/staleness/stale-reads.ts';
import { Recording } from '../../../helpers/recording.ts';

const APPLE = { cart: 'c', item: 'apple' };

function cart(...items: string[]): readonly [string, unknown, unknown] {
  return ['cart', { cart: 'c', items: null }, { cart: 'c', items }];
}

describe('stale reads', () => {
  test('a read that misses an acknowledged addition is stale, and own when the same client had added', () => {
    const history = new Recording()
      .perform(0, 'add', APPLE)
      .perform(1, ...cart())
      .perform(0, ...cart('apple'))
      .history();
    expect(measureStaleReads(history)).toEqual({
      observed: 1,
      of: 2,
      example:
        'cart {"cart":"c","items":null} (operation 3, process 1) misses add {"cart":"c","item":"apple"} (operation 1, process 0), acknowledged before it began (operation 2)',
    });
    expect(measureStaleOwnReads(history)).toEqual({ observed: 0, of: 1, example: undefined });
  });

  test('a client keeps its session when its process retires', () => {
    const recording = new Recording().perform(0, 'add', APPLE).invoke(0, 'add', { cart: 'c', item: 'pear' });
    const history = recording
      .complete(0, 'info')
      .perform(3, ...cart())
      .history();
    expect(measureStaleOwnReads(history)).toMatchObject({ observed: 1, of: 1 });
  });

  test('an addition under way, of unknown outcome, or that somebody may have removed is not due', () => {
    const open = new Recording().invoke(0, 'add', APPLE).perform(1, ...cart());
    expect(measureStaleReads(open.history())).toMatchObject({ observed: 0, of: 0 });
    const removed = new Recording()
      .perform(0, 'add', APPLE)
      .invoke(2, 'remove', APPLE)
      .perform(1, ...cart());
    expect(measureStaleReads(removed.history())).toMatchObject({ observed: 0, of: 0 });
    const removedLater = new Recording()
      .perform(0, 'add', APPLE)
      .perform(1, ...cart())
      .perform(2, 'remove', APPLE);
    expect(measureStaleReads(removedLater.history())).toMatchObject({ observed: 1, of: 1 });
  });

  test('of puts only the last one is due', () => {
    const puts = new Recording().perform(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]);
    expect(measureStaleReads(puts.perform(2, 'get', ['x', null], ['x', [1]]).history())).toMatchObject({
      observed: 1,
      of: 1,
    });
    const concurrent = new Recording().invoke(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]).complete(0, 'ok');
    expect(measureStaleReads(concurrent.perform(2, 'get', ['x', null], ['x', [1]]).history())).toMatchObject({ of: 0 });
  });

  test('registers with a single value', () => {
    const writes = new Recording().perform(0, 'write', ['x', 1]).perform(0, 'write', ['x', 2]);
    const history = writes
      .perform(1, 'read', ['x', null], ['x', 1])
      .perform(0, 'read', ['x', null], ['x', 2])
      .history();
    expect(measureStaleReads(history)).toMatchObject({ observed: 1, of: 2 });
    expect(measureStaleOwnReads(history)).toMatchObject({ observed: 0, of: 1 });
  });
});
