import { describe, expect, test } from 'vitest';
import { checkAtomicTransactions } from '../../../../src/checkers/log/atomic-transactions.ts';
import { checkNoDuplicateRecord } from '../../../../src/checkers/log/no-duplicate-record.ts';
import { checkNoLostRecord } from '../../../../src/checkers/log/no-lost-record.ts';
import { checkNoPhantomRecord } from '../../../../src/checkers/log/no-phantom-record.ts';
import { checkOffsetAgreement } from '../../../../src/checkers/log/offset-agreement.ts';
import { checkRecordOrder } from '../../../../src/checkers/log/record-order.ts';
import type { Verdict } from '../../../../src/checkers/verdict.ts';
import type { History } from '../../../../src/history/history.ts';
import { summaryOf } from '../../../helpers/anomalies.ts';
import { assign, poll, send } from '../../../helpers/log.ts';
import { Recording } from '../../../helpers/recording.ts';

/** One name of an anomaly: a history that has it, and one that differs from that in one thing and has not. */
interface Row {
  readonly name: string;
  readonly check: (history: History) => Verdict;
  readonly has: () => Recording;
  readonly nearly: () => Recording;
}

/** Three records of one sender, each sent alone, with offsets between that markers took. */
function three(): Recording {
  return send(send(send(new Recording(), 0, [[0, 1]]), 0, [[2, 2]]), 0, [[5, 3]]);
}

function ended(type: 'fail' | 'info', value: number): Recording {
  return new Recording().invoke(0, 'send', [['send', 'p', value]]).complete(0, type);
}

/** A transaction sends two records and polls, which finds this. */
function transactionThatPolls(found: readonly [number, number]): Recording {
  const before = send(new Recording(), 1, [[0, 7]]);
  const asked = [['send', 'p', 8], ['send', 'p', 9], ['poll']];
  return before.perform(0, 'txn', asked, [
    ['send', 'p', [1, 8]],
    ['send', 'p', [2, 9]],
    ['poll', { p: [found] }],
  ]);
}

/** The names of `jepsen.tests.kafka`, all of them but the cycles, which are Elle's. */
const ROWS: readonly Row[] = [
  {
    name: 'lost-write',
    check: checkNoLostRecord,
    has: () => poll(three(), 1, [[2, 2]]),
    // What nobody polled lies behind all that anybody did.
    nearly: () => poll(poll(three(), 1, [[0, 1]]), 2, [[2, 2]]),
  },
  {
    name: 'unseen',
    check: checkNoLostRecord,
    has: () =>
      poll(three().final(), 1, [
        [0, 1],
        [2, 2],
      ]),
    nearly: () =>
      poll(three().final(), 1, [
        [0, 1],
        [2, 2],
        [5, 3],
      ]),
  },
  {
    name: 'duplicate',
    check: checkNoDuplicateRecord,
    has: () =>
      poll(three(), 1, [
        [0, 1],
        [1, 1],
      ]),
    nearly: () => poll(poll(three(), 1, [[0, 1]]), 1, [[0, 1]]),
  },
  {
    name: 'inconsistent-offsets',
    check: checkOffsetAgreement,
    has: () => poll(three(), 1, [[0, 9]]),
    nearly: () => poll(three(), 1, [[1, 9]]),
  },
  {
    name: 'G1a',
    check: checkNoPhantomRecord,
    has: () => poll(ended('fail', 7), 1, [[0, 7]]),
    nearly: () => poll(ended('info', 7), 1, [[0, 7]]),
  },
  {
    name: 'precommitted-read',
    check: checkAtomicTransactions,
    has: () => transactionThatPolls([1, 8]),
    nearly: () => transactionThatPolls([0, 7]),
  },
  {
    name: 'poll-skip',
    check: checkRecordOrder,
    has: () => poll(poll(three(), 1, [[0, 1]]), 1, [[5, 3]]),
    // Another process need not go on where this one stood; nor need this one after it was assigned anew.
    nearly: () => poll(poll(assign(poll(three(), 1, [[0, 1]]), 1, false), 1, [[5, 3]]), 2, [[2, 2]]),
  },
  {
    name: 'nonmonotonic-poll',
    check: checkRecordOrder,
    has: () => poll(poll(three(), 1, [[2, 2]]), 1, [[0, 1]]),
    nearly: () => poll(poll(three(), 1, [[2, 2]]), 2, [[0, 1]]),
  },
  {
    name: 'int-poll-skip',
    check: checkRecordOrder,
    has: () =>
      poll(three(), 1, [
        [0, 1],
        [5, 3],
      ]),
    nearly: () =>
      poll(three(), 1, [
        [2, 2],
        [5, 3],
      ]),
  },
  {
    name: 'int-nonmonotonic-poll',
    check: checkRecordOrder,
    has: () =>
      poll(three(), 1, [
        [2, 2],
        [0, 1],
      ]),
    nearly: () =>
      poll(three(), 1, [
        [0, 1],
        [2, 2],
      ]),
  },
  {
    name: 'nonmonotonic-send',
    check: checkRecordOrder,
    has: () => send(three(), 0, [[4, 4]]),
    nearly: () => send(three(), 1, [[4, 4]]),
  },
  {
    name: 'int-send-skip',
    check: checkRecordOrder,
    has: () =>
      send(three(), 1, [
        [4, 4],
        [6, 5],
      ]),
    // The offset between them is a marker's: no record stands there.
    nearly: () =>
      send(three(), 1, [
        [6, 4],
        [8, 5],
      ]),
  },
  {
    name: 'int-nonmonotonic-send',
    check: checkRecordOrder,
    has: () =>
      send(three(), 1, [
        [7, 4],
        [6, 5],
      ]),
    nearly: () =>
      send(three(), 1, [
        [6, 4],
        [7, 5],
      ]),
  },
];

describe.each(ROWS)('$name', ({ name, check, has, nearly }) => {
  test('is found', () => {
    expect(summaryOf(check(has().history()))).toBe(`violated ${name}`);
  });

  test('is not found where one thing is otherwise', () => {
    expect(summaryOf(check(nearly().history()))).toBe('holds');
  });
});

test('every name has its row once', () => {
  const names = ROWS.map(({ name }) => name);
  // jepsen/tests/kafka.clj, the keys of `analysis`' errors.
  const expected =
    'duplicate inconsistent-offsets G1a precommitted-read lost-write poll-skip nonmonotonic-poll nonmonotonic-send int-poll-skip int-nonmonotonic-poll int-send-skip int-nonmonotonic-send unseen';
  expect(names.toSorted()).toEqual(expected.split(' ').toSorted());
});
