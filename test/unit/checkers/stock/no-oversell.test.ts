import { expect, test } from 'vitest';
import { checkNoOversell } from '../../../../src/checkers/stock/no-oversell.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { ending, ITEM, level, LIFE_MILLIS, reserve, reserved, shop } from '../../../helpers/stock.ts';

test('as many as there are, and not one more', () => {
  const all = shop(4).perform(0, 'reserve', reserve('r1'), reserved('r1')).perform(1, 'reserve', reserve('r2'));
  const verdict = checkNoOversell(all.history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ items: 1, reservations: 2, soldOut: 0, readings: 0 });
  const more = all.perform(2, 'reserve', reserve('r3', 1), reserved('r3', 1));
  expect(summaryOf(checkNoOversell(more.history()))).toBe('violated oversold');
});

test('the message says who holds what', () => {
  const both = shop(3).perform(0, 'reserve', reserve('r1'), reserved('r1')).perform(1, 'reserve', reserve('r2'));
  expect(messageOf(checkNoOversell(both.history()))).toMatch(
    /4 units of a were reserved or sold, of 3: r1 \(2\), r2 \(2\)\.$/,
  );
});

test('units that were given back, or whose time may be over, are free for others', () => {
  const held = (): ReturnType<typeof shop> => shop(3).perform(0, 'reserve', reserve('r1'), reserved('r1'));
  const cancelled = held().invoke(0, 'cancel', ending('r1')).perform(1, 'reserve', reserve('r2'), reserved('r2'));
  expect(summaryOf(checkNoOversell(cancelled.history()))).toBe('holds');
  const lapsed = held().wait(LIFE_MILLIS).perform(1, 'reserve', reserve('r2'), reserved('r2'));
  expect(summaryOf(checkNoOversell(lapsed.history()))).toBe('holds');
  const early = held()
    .wait(LIFE_MILLIS - 10)
    .perform(1, 'reserve', reserve('r2'), reserved('r2'));
  expect(summaryOf(checkNoOversell(early.history()))).toBe('violated oversold');
});

test('units that were sold are gone for good', () => {
  const sold = shop(3).perform(0, 'reserve', reserve('r1'), reserved('r1')).perform(0, 'confirm', ending('r1'));
  const later = sold.wait(2 * LIFE_MILLIS).perform(1, 'reserve', reserve('r2'), reserved('r2'));
  expect(summaryOf(checkNoOversell(later.history()))).toBe('violated oversold');
});

test('a cancellation that failed gives nothing back', () => {
  const held = shop(3).perform(0, 'reserve', reserve('r1'), reserved('r1'));
  const failed = held.invoke(0, 'cancel', ending('r1')).complete(0, 'fail');
  expect(summaryOf(checkNoOversell(failed.perform(1, 'reserve', reserve('r2')).history()))).toBe('violated oversold');
});

test('a reservation of unknown outcome counts only once it is confirmed', () => {
  const unknown = shop(3).invoke(0, 'reserve', reserve('r1')).complete(0, 'info');
  unknown.perform(1, 'reserve', reserve('r2'), reserved('r2'));
  expect(summaryOf(checkNoOversell(unknown.history()))).toBe('holds');
  unknown.perform(2, 'confirm', ending('r1'));
  expect(summaryOf(checkNoOversell(unknown.history()))).toBe('violated oversold');
});

test('a reading that shows more than there is', () => {
  const read = shop()
    .perform(0, 'reserve', reserve('r1'))
    .perform(0, 'stock', ITEM, level([['r1', 4]], [['r0', 2]], 0));
  expect(messageOf(checkNoOversell(read.history()))).toMatch(/found 6 units reserved and sold, of 5/);
});

test('nothing reserved says nothing', () => {
  expect(summaryOf(checkNoOversell(shop().perform(0, 'stock', ITEM, level([])).history()))).toBe('vacuous');
});
