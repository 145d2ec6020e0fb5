import { expect, test } from 'vitest';
import { checkReservationLifeCycle } from '../../../../src/checkers/stock/reservation-life-cycle.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import type { Recording } from '../../../helpers/recording.ts';
import { CLOCK_ERROR_MILLIS, ending, expired, LIFE_MILLIS, reserve, reserved, shop } from '../../../helpers/stock.ts';

const made = (): Recording => shop().perform(0, 'reserve', reserve('r1'), reserved('r1'));
const judge = (recording: Recording): string => summaryOf(checkReservationLifeCycle(recording.history()));

test('an end that is answered twice is one end', () => {
  const twice = made().perform(0, 'confirm', ending('r1')).perform(1, 'confirm', ending('r1'));
  expect(checkReservationLifeCycle(twice.history())).toMatchObject({
    verdict: 'holds',
    exercised: { reservations: 1, confirmed: 1, cancelled: 0, expired: 0 },
  });
});

test.each<[string, (recording: Recording) => Recording]>([
  [
    'confirmed by two requests',
    (it) => it.perform(0, 'confirm', ending('r1')).perform(0, 'confirm', ending('r1', 'q')),
  ],
  ['confirmed and cancelled', (it) => it.perform(0, 'confirm', ending('r1')).perform(0, 'cancel', ending('r1'))],
  ['cancelled by two requests', (it) => it.perform(0, 'cancel', ending('r1')).perform(0, 'cancel', ending('r1', 'q'))],
  ['confirmed and expired', (it) => expired(it.perform(0, 'confirm', ending('r1')).wait(LIFE_MILLIS), 'r1')],
  ['cancelled and expired', (it) => expired(it.perform(0, 'cancel', ending('r1')).wait(LIFE_MILLIS), 'r1')],
])('%s: two ends', (_, end) => {
  expect(judge(end(made()))).toBe('violated two-ends');
});

test('an end of unknown outcome may not have happened, and one that failed did not', () => {
  const unknown = made().invoke(1, 'confirm', ending('r1')).complete(1, 'info');
  expect(judge(unknown.perform(0, 'cancel', ending('r1')))).toBe('holds');
  const failed = made().invoke(1, 'confirm', ending('r1')).complete(1, 'fail');
  expect(judge(failed.perform(0, 'cancel', ending('r1')))).toBe('holds');
});

test('an end of what nobody asked for, or was refused', () => {
  expect(judge(shop().perform(0, 'cancel', ending('r1')))).toBe('violated phantom-end');
  const refused = shop().invoke(0, 'reserve', reserve('r1')).complete(0, 'fail');
  expect(judge(refused.perform(0, 'confirm', ending('r1')))).toBe('violated phantom-end');
});

test('time that ends early', () => {
  // The reservation is asked for 1 ms before it is answered; its time can't be over sooner than that and its life.
  expect(judge(expired(made().wait(LIFE_MILLIS - 3), 'r1'))).toBe('violated early-expiry');
  expect(judge(expired(made().wait(LIFE_MILLIS - 2), 'r1'))).toBe('holds');
});

test('a confirmation that is first asked for when time is over, whichever clock is wrong', () => {
  const slack = LIFE_MILLIS + 2 * CLOCK_ERROR_MILLIS;
  expect(
    judge(
      made()
        .wait(slack - 1)
        .perform(0, 'confirm', ending('r1')),
    ),
  ).toBe('holds');
  const late = made().wait(slack).perform(0, 'confirm', ending('r1'));
  expect(judge(late)).toBe('violated late-confirmation');
  expect(messageOf(checkReservationLifeCycle(late.history()))).toMatch(/time was over before that was first asked for/);
  const again = made().invoke(1, 'confirm', ending('r1')).complete(1, 'info');
  expect(judge(again.wait(slack).perform(0, 'confirm', ending('r1')))).toBe('holds');
});

test('nothing ended says nothing', () => {
  expect(judge(made())).toBe('vacuous');
});
