import { describe, expect, test } from 'vitest';
import { checkAtomicTransactions } from '../../../../src/checkers/log/atomic-transactions.ts';
import { checkExactlyOnceProcessing } from '../../../../src/checkers/log/exactly-once-processing.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

type Records = readonly (readonly [number, unknown])[];

const ASKED = [
  ['send', 'p', 1],
  ['send', 'q', 2],
];
const SENT = [
  ['send', 'p', [0, 1]],
  ['send', 'q', [0, 2]],
];

function poll(recording: Recording, found: Readonly<Record<string, Records>>): Recording {
  return recording.perform(1, 'poll', [['poll']], [['poll', found]]);
}

describe('atomic-transactions', () => {
  const read = (recording: Recording, q: Records): string =>
    summaryOf(checkAtomicTransactions(poll(recording.final(), { p: [[0, 1]], q }).history()));

  test('all of a transaction is seen, or it is torn', () => {
    expect(read(new Recording().perform(0, 'txn', ASKED, SENT), [[0, 2]])).toBe('holds');
    expect(read(new Recording().perform(0, 'txn', ASKED, SENT), [])).toBe('violated torn-transaction');
    expect(read(new Recording().invoke(0, 'txn', ASKED).complete(0, 'info'), [])).toBe('violated torn-transaction');
  });

  test('a part that retention may have removed is not missed', () => {
    const begun = (start: number): Recording =>
      new Recording().perform(0, 'txn', ASKED, SENT).observe('s1', 'log-start', { partition: 'q', start, retained: 1 });
    expect([read(begun(1), []), read(begun(0), [])]).toEqual(['holds', 'violated torn-transaction']);
  });

  test('a part that was seen before the other could be says nothing', () => {
    const recording = poll(new Recording().perform(0, 'txn', ASKED, SENT), { p: [[0, 1]], q: [] });
    expect(summaryOf(checkAtomicTransactions(recording.history()))).toBe('holds');
  });

  test('a transaction that polls its own record reads before the commit', () => {
    const own = [...SENT, ['poll', { p: [[0, 1]] }]];
    const recording = new Recording().perform(0, 'txn', [...ASKED, ['poll']], own);
    expect(summaryOf(checkAtomicTransactions(recording.history()))).toBe('violated precommitted-read');
    const single = [
      ['send', 'p', [0, 1]],
      ['poll', { p: [[0, 1]] }],
    ] as const;
    const alone = new Recording().perform(0, 'txn', [['send', 'p', 1], ['poll']], single);
    expect(summaryOf(checkAtomicTransactions(alone.history()))).toBe('violated precommitted-read');
  });
});

describe('exactly-once-processing', () => {
  const bill = (of: number, by: string): unknown => ({ of, by });
  const process = (...orders: Records): Recording =>
    new Recording().perform(0, 'process', [['poll']], [['poll', { orders }]]);
  const verdict = (orders: Records, bills: Records) =>
    checkExactlyOnceProcessing(poll(process(...orders).final(), { bills }).history());

  test('one result for each record holds', () => {
    expect(verdict([[0, 7]], [[0, bill(7, 'a')]])).toEqual({
      verdict: 'holds',
      exercised: { sources: 1, results: 1, removed: 0 },
    });
  });

  test('two results are one too many', () => {
    const twice: Records = [
      [0, bill(7, 'a')],
      [1, bill(7, 'b')],
    ];
    expect(summaryOf(verdict([[0, 7]], twice))).toBe('violated processed-twice');
    expect(messageOf(verdict([[0, 7]], twice))).toBe(
      '7 has two results: {"of":7,"by":"a"} at offset 0 of bills, and {"of":7,"by":"b"} at offset 1 of bills.',
    );
  });

  test('a record that was passed over is unprocessed', () => {
    const orders: Records = [
      [0, 7],
      [1, 8],
    ];
    expect(summaryOf(verdict(orders, [[0, bill(8, 'a')]]))).toBe('violated unprocessed');
  });

  test('a record that retention may have removed before it was passed over need not be processed', () => {
    const passedOver = (start: number): unknown => {
      const recording = poll(new Recording(), { orders: [[0, 7]] });
      recording.observe('s1', 'log-start', { partition: 'orders', start, retained: 1 });
      recording.perform(0, 'process', [['poll']], [['poll', { orders: [[1, 8]] }]]);
      return summaryOf(checkExactlyOnceProcessing(poll(recording.final(), { bills: [[0, bill(8, 'a')]] }).history()));
    };
    expect([passedOver(1), passedOver(0)]).toEqual(['holds', 'violated unprocessed']);
  });
});
