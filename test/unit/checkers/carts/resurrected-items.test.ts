import { expect, test } from 'vitest';
import { measureResurrectedItems } from '../../../../src/checkers/carts/resurrected-items.ts';
import { Recording } from '../../../helpers/recording.ts';

const APPLE = { cart: 'c', item: 'apple' };

test('a removed item that a later read shows is counted once, of all acknowledged removals', () => {
  const history = new Recording()
    .perform(0, 'add', APPLE)
    .perform(0, 'add', { cart: 'c', item: 'pear' })
    .invoke(1, 'cart', { cart: 'c', items: null })
    .perform(0, 'remove', APPLE)
    .complete(1, 'ok', { cart: 'c', items: ['apple', 'pear'] })
    .perform(0, 'remove', { cart: 'c', item: 'pear' })
    .perform(1, 'cart', { cart: 'c', items: null }, { cart: 'c', items: ['apple'] })
    .perform(1, 'cart', { cart: 'c', items: null }, { cart: 'c', items: ['apple'] })
    .history();
  expect(measureResurrectedItems(history)).toEqual({
    observed: 1,
    of: 2,
    example:
      'cart {"cart":"c","items":null} (operation 11, process 1) shows the item of remove {"cart":"c","item":"apple"} (operation 6, process 0) again, acknowledged before (operation 7)',
  });
});

test('a removal of unknown outcome is none', () => {
  const recording = new Recording().perform(0, 'add', APPLE).invoke(0, 'remove', APPLE).complete(0, 'info');
  recording.perform(1, 'cart', { cart: 'c', items: null }, { cart: 'c', items: ['apple'] });
  expect(measureResurrectedItems(recording.history())).toEqual({ observed: 0, of: 0, example: undefined });
});
