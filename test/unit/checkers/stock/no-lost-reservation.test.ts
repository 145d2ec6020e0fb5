import { expect, test } from 'vitest';
import { checkNoLostReservation } from '../../../../src/checkers/stock/no-lost-reservation.ts';
import { summaryOf } from '../../../helpers/anomalies.ts';
import type { Recording } from '../../../helpers/recording.ts';
import { ending, expired, ITEM, level, LIFE_MILLIS, reserve, reserved, shop } from '../../../helpers/stock.ts';

const made = (): Recording => shop().perform(0, 'reserve', reserve('r1'), reserved('r1'));
const judge = (recording: Recording): string => summaryOf(checkNoLostReservation(recording.history()));

test('what was granted is shown until somebody asks for its end', () => {
  expect(judge(made().perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('holds');
  expect(judge(made().perform(1, 'stock', ITEM, level([])))).toBe('violated lost-reservation');
  expect(judge(made().invoke(0, 'cancel', ending('r1')).perform(1, 'stock', ITEM, level([])))).toBe('vacuous');
  expect(judge(made().wait(LIFE_MILLIS).perform(1, 'stock', ITEM, level([])))).toBe('vacuous');
});

test('a reading that began before the answer need not show it', () => {
  const early = shop().invoke(1, 'stock', ITEM).perform(0, 'reserve', reserve('r1'), reserved('r1'));
  expect(judge(early.complete(1, 'ok', level([])))).toBe('vacuous');
});

test('what was sold is shown as sold', () => {
  const sold = (): Recording => made().perform(0, 'confirm', ending('r1'));
  expect(judge(sold().perform(1, 'stock', ITEM, level([], [['r1', 2]])))).toBe('holds');
  expect(judge(sold().perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('violated lost-sale');
  expect(judge(sold().perform(1, 'stock', ITEM, level([])))).toBe('violated lost-sale');
  const unknown = made().invoke(0, 'confirm', ending('r1')).complete(0, 'info');
  expect(judge(unknown.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('holds');
});

test('what is over does not come back', () => {
  const cancelled = made().perform(0, 'cancel', ending('r1'));
  expect(judge(cancelled.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('violated revived-reservation');
  const lapsed = expired(made().wait(LIFE_MILLIS), 'r1').perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judge(lapsed)).toBe('violated revived-reservation');
  const during = made().invoke(1, 'stock', ITEM).perform(0, 'cancel', ending('r1'));
  expect(judge(during.complete(1, 'ok', level([['r1', 2]])))).toBe('vacuous');
});

test('what nobody asked for, or was refused, is not there', () => {
  expect(judge(shop().perform(1, 'stock', ITEM, level([['r9', 1]])))).toBe('violated phantom-reservation');
  const refused = shop().invoke(0, 'reserve', reserve('r1')).complete(0, 'fail');
  expect(judge(refused.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('violated phantom-reservation');
  const unknown = shop().invoke(0, 'reserve', reserve('r1')).complete(0, 'info');
  expect(judge(unknown.perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe('vacuous');
});
