import { expect, test } from 'vitest';
import { faultIntervals, healOf } from '../../../../src/report/case/fault-intervals.ts';
import { faultText } from '../../../../src/report/case/fault-text.ts';
import { HistoryBuilder } from '../../../helpers/report/history-builder.ts';
import { SAMPLE_TOPOLOGY } from '../../../helpers/report/sample-cases.ts';

const MILLI = 1_000_000;

function textOf(kind: string, resolved: object): string {
  const [fault] = faultIntervals(new HistoryBuilder().fault(1, kind, 10, 20, resolved).build());
  if (fault === undefined) throw new Error('the history has no fault');
  return faultText(fault, SAMPLE_TOPOLOGY);
}

test('faults are numbered as they begin, and paired by kind and id', () => {
  const history = new HistoryBuilder()
    .fault(2, 'crash', 30, 90, { targets: ['n1'] })
    .fault(1, 'crash', 10, 50, { targets: ['n2'] })
    .fault(1, 'pause', 20, 40, { targets: ['n3'] })
    .build();
  expect(
    faultIntervals(history).map(({ number, kind, fromNanos, toNanos }) => [
      number,
      kind,
      fromNanos / MILLI,
      toNanos / MILLI,
    ]),
  ).toEqual([
    [1, 'crash', 10, 50],
    [2, 'pause', 20, 40],
    [3, 'crash', 30, 90],
  ]);
});

test('a fault that strikes twice under one id is two intervals', () => {
  const history = new HistoryBuilder()
    .fault(7, 'power-loss', 10, 20, { targets: ['n1'] })
    .fault(7, 'power-loss', 50, 60, { targets: ['n1'] })
    .build();
  expect(faultIntervals(history).map(({ fromNanos, toNanos }) => [fromNanos / MILLI, toNanos / MILLI])).toEqual([
    [10, 20],
    [50, 60],
  ]);
});

test('a fault that never ends lasts to the end of the history', () => {
  const history = new HistoryBuilder()
    .line({ millis: 10, process: 'nemesis', type: 'info', f: 'start-crash', value: { fault: 1, targets: ['n1'] } })
    .operation(20, 70, 0, 'read', [1, null], 'ok')
    .build();
  expect(faultIntervals(history)).toMatchObject([{ stop: undefined, fromNanos: 10 * MILLI, toNanos: 90 * MILLI }]);
});

test('the heal is found, the topology is no fault', () => {
  const history = new HistoryBuilder().topology(SAMPLE_TOPOLOGY).observe(80, 'nemesis', 'heal', null).build();
  expect(faultIntervals(history)).toEqual([]);
  expect(healOf(history)?.time).toBe(80 * MILLI);
});

test.each<[string, string, object]>([
  [
    'Partition (halves): n1 and n2 on one side, n3, n4 and n5 on the other.',
    'partition',
    {
      shape: 'halves',
      deaf: { n3: ['n2', 'n1'], n1: ['n3', 'n4', 'n5'], n2: ['n5', 'n4', 'n3'], n4: ['n1', 'n2'], n5: ['n1', 'n2'] },
    },
  ],
  [
    'Partition (swizzle): n1 cut off from n4, both ways.',
    'partition',
    { shape: 'swizzle', deaf: { n1: ['n4'], n4: ['n1'] } },
  ],
  [
    'Partition (one-way): n1 hears nothing from n2 and n3; n2 hears nothing from n4.',
    'partition',
    { shape: 'one-way', deaf: { n1: ['n2', 'n3'], n2: ['n4'], n5: [] } },
  ],
  ['Process killed on n4; what was written to disk stays.', 'crash', { targets: ['n4'] }],
  ['Everything stops on n1 and n2, then goes on as if nothing had happened.', 'pause', { targets: ['n1', 'n2'] }],
  ['On n5 the clock is set 350 µs back.', 'clock-offset', { targets: ['n5'], amount: -350 }],
  ['On n5 the clock runs 200 ppm fast.', 'clock-drift', { targets: ['n5'], amount: 200 }],
  [
    'Messages to and from all 5 servers take 40 ms longer on average.',
    'delay',
    { targets: ['n1', 'n2', 'n3', 'n4', 'n5'], perMillion: 1_000_000, micros: 40_000 },
  ],
  ['21 % of the messages to and from n2 are lost.', 'loss', { targets: ['n2'], perMillion: 210_000 }],
  ['A leap second is inserted on n1 and n2, stepped on n2.', 'leap-second', { targets: ['n1', 'n2'], stepped: ['n2'] }],
  ['cosmic-ray: {fault: 1, targets: ["n1"]}', 'cosmic-ray', { targets: ['n1'] }],
])('%s', (expected, kind, resolved) => {
  expect(textOf(kind, resolved)).toBe(expected);
});
