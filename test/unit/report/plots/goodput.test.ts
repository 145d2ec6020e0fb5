import { expect, test } from 'vitest';
import { faultIntervals } from '../../../../src/report/case/fault-intervals.ts';
import { type Goodput, goodputOf } from '../../../../src/report/plots/goodput.ts';
import { HistoryBuilder } from '../../../helpers/report/history-builder.ts';

/** A minute, ten requests in each second, of which so many are answered; an incident from second 20 to 30. */
function goodput(kind: string, answeredIn: (second: number) => number): Goodput | undefined {
  const builder = new HistoryBuilder().fault(1, kind, 20_000, 30_000, { targets: ['n1'] });
  for (let second = 0; second < 60; second++)
    for (let nth = 0; nth < 10; nth++)
      builder.operation(
        1000 * second + 50 * nth,
        1,
        nth,
        'read',
        ['x', null],
        nth < answeredIn(second) ? 'ok' : 'fail',
      );
  const history = builder.build();
  return goodputOf(history, faultIntervals(history), 60_000_000);
}

test('what is done before, during and after an incident', () => {
  const found = goodput('retry-storm', (second) => (second < 20 || second >= 35 ? 8 : 2));
  expect(found?.before).toBeCloseTo(8);
  expect(found?.during).toBeCloseTo(2);
  // Nine tenths of 8 are reached in the second that begins 5 s after the end.
  expect(found?.recoveryMicros).toBeCloseTo(5_000_000);
  expect(found?.bins[25]).toEqual({ asked: 10, done: 2 });
});

test('a system that stays down after the incident has no time of recovery', () => {
  expect(goodput('thundering-herd', (second) => (second < 20 ? 8 : 7))?.recoveryMicros).toBeUndefined();
});

test('a run without overload has no such plot', () => {
  expect(goodput('crash', () => 8)).toBeUndefined();
});
