import { expect, test } from 'vitest';
import { checkStockConservation } from '../../../../src/checkers/stock/stock-conservation.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { ITEM, level, shop } from '../../../helpers/stock.ts';

test.each([
  ['all units accounted for', level([['r1', 2]], [['r2', 1]]), 'holds'],
  ['a unit too many', level([['r1', 2]], [], 4), 'violated units-invented'],
  ['a unit too few', level([['r1', 2]], [], 2), 'violated units-lost'],
  ['fewer than none free', level([['r1', 6]], [], -1), 'violated negative-stock'],
  ['everything free', level([]), 'vacuous'],
])('%s', (_, reading, expected) => {
  const recording = shop().perform(0, 'stock', ITEM, reading);
  expect(summaryOf(checkStockConservation(recording.history()))).toBe(expected);
});

test('what servers state at the end counts like a reading', () => {
  const read = shop().perform(0, 'stock', ITEM, level([['r1', 2]]));
  const good = read.observe('s2', 'stock-levels', { applied: 7, levels: [level([['r1', 2]])] });
  expect(checkStockConservation(good.history())).toMatchObject({ verdict: 'holds', exercised: { statements: 1 } });
  const bad = good.observe('s3', 'stock-levels', { applied: 7, levels: [level([['r1', 2]], [], 1)] });
  expect(messageOf(checkStockConservation(bad.history()))).toBe(
    'process s3 (operation 5) has 1 units of a free, 2 reserved and 0 sold: 3, of 5.',
  );
});
