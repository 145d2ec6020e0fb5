import { expect, test } from 'vitest';
import { checkNothingStranded } from '../../../../src/checkers/stock/nothing-stranded.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import type { Recording } from '../../../helpers/recording.ts';
import { expired, ITEM, level, LIFE_MILLIS, reserve, reserved, shop } from '../../../helpers/stock.ts';

const SLACK_MILLIS = 2_200;
const judge = (recording: Recording): string => summaryOf(checkNothingStranded(recording.history()));

test('units whose time is over are free in the end', () => {
  const made = shop().perform(0, 'reserve', reserve('r1'), reserved('r1')).heal().final();
  const back = expired(made.wait(LIFE_MILLIS), 'r1').wait(SLACK_MILLIS).perform(1, 'stock', ITEM, level([]));
  expect(judge(back)).toBe('holds');
});

test('units that are still reserved long after', () => {
  const made = shop().perform(0, 'reserve', reserve('r1'), reserved('r1')).heal().final();
  const soon = made.wait(LIFE_MILLIS).perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judge(soon)).toBe('vacuous');
  const late = soon.wait(SLACK_MILLIS).perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(messageOf(checkNothingStranded(late.history()))).toMatch(/still shows 2 units of a reserved by r1/);
});

test('one of unknown outcome was made before the final operations began, or never', () => {
  const unknown = shop().invoke(0, 'reserve', reserve('r1')).complete(0, 'info').heal().wait(5_000).final();
  const soon = unknown.perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judge(soon)).toBe('vacuous');
  expect(judge(soon.wait(LIFE_MILLIS + SLACK_MILLIS).perform(1, 'stock', ITEM, level([['r1', 2]])))).toBe(
    'violated stranded-units',
  );
});

test('before the end nobody is judged', () => {
  const made = shop().perform(0, 'reserve', reserve('r1'), reserved('r1'));
  const late = made.wait(LIFE_MILLIS + SLACK_MILLIS).perform(1, 'stock', ITEM, level([['r1', 2]]));
  expect(judge(late.heal().final())).toBe('vacuous');
});
