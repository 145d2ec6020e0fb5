import { expect, test } from 'vitest';
import { checkLinearizableStock } from '../../../../src/checkers/stock/linearizable-stock.ts';
import { summaryOf } from '../../../helpers/anomalies.ts';
import type { Recording } from '../../../helpers/recording.ts';
import { ending, expired, ITEM, level, LIFE_MILLIS, reserve, reserved, shop } from '../../../helpers/stock.ts';

const made = (): Recording =>
  shop().invoke(5, 'stock', ITEM).perform(0, 'reserve', reserve('r1'), reserved('r1')).complete(5, 'ok', level([]));

function judged(recording: Recording): string {
  return summaryOf(checkLinearizableStock(recording.history()));
}

test('a reservation is held, sold, or free again, as readings show', () => {
  const held = made().perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judged(held)).toBe('holds');
  const sold = held.perform(0, 'confirm', ending('r1')).perform(1, 'stock', ITEM, level([], [['r1', 2]]));
  expect(judged(sold)).toBe('holds');
  expect(judged(sold.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('violated non-linearizable');
});

test('readings that disagree about what came first', () => {
  const both = shop().invoke(0, 'reserve', reserve('r1')).invoke(1, 'reserve', reserve('r2'));
  both.perform(2, 'stock', ITEM, level([['r1', 2]])).perform(3, 'stock', ITEM, level([['r2', 2]]));
  expect(judged(both)).toBe('violated non-linearizable');
});

test('a reading whose free units do not add up', () => {
  expect(judged(made().perform(1, 'stock', ITEM, level([['r1', 2]], [], 4)))).toBe('violated non-linearizable');
});

test('time may end a reservation between the end of its life and the statement of it', () => {
  const lapsed = (): Recording => made().wait(LIFE_MILLIS).perform(1, 'stock', ITEM, level([]));
  expect(judged(lapsed())).toBe('holds');
  expect(judged(expired(lapsed(), 'r1').perform(1, 'stock', ITEM, level([])))).toBe('holds');
  expect(judged(expired(made().wait(LIFE_MILLIS), 'r1').perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe(
    'violated non-linearizable',
  );
  expect(judged(made().perform(1, 'stock', ITEM, level([])))).toBe('violated non-linearizable');
});

test('a request that is repeated changes nothing', () => {
  const twice = made()
    .perform(1, 'reserve', reserve('r1'), reserved('r1'))
    .perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judged(twice)).toBe('holds');
  const cancelled = twice.perform(0, 'cancel', ending('r1')).perform(1, 'cancel', ending('r1'));
  expect(judged(cancelled.perform(1, 'stock', ITEM, level([])))).toBe('holds');
  expect(judged(cancelled.perform(1, 'cancel', ending('r1', 'another')))).toBe('violated non-linearizable');
});

test('more than there is can not be reserved', () => {
  expect(judged(made().perform(1, 'reserve', reserve('r2', 3), reserved('r2', 3)))).toBe('holds');
  expect(judged(made().perform(1, 'reserve', reserve('r2', 4), reserved('r2', 4)))).toBe('violated non-linearizable');
});

test('a request for other units under the same name may be the one that was granted, though nobody saw it', () => {
  const mistaken = shop().invoke(0, 'reserve', reserve('r1', 3)).complete(0, 'info');
  mistaken
    .invoke(5, 'stock', ITEM)
    .invoke(1, 'reserve', reserve('r1'))
    .complete(1, 'fail')
    .complete(5, 'ok', level([]));
  expect(judged(mistaken.perform(2, 'stock', ITEM, level([['r1', 3]])))).toBe('holds');
  expect(judged(mistaken.perform(2, 'stock', ITEM, level([['r1', 2]])))).toBe('violated non-linearizable');
});

test('states that differ in units only are told apart', () => {
  const both = made()
    .perform(1, 'stock', ITEM, level([['r1', 2]]))
    .invoke(2, 'reserve', reserve('r1', 1))
    .complete(2, 'info');
  expect(judged(both.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('holds');
  expect(judged(both.perform(1, 'stock', ITEM, level([['r1', 1]])))).toBe('violated non-linearizable');
});
