import { describe, expect, test } from 'vitest';
import { checkLogAgreement } from '../../../../src/checkers/log/log-agreement.ts';
import { checkNoDuplicateRecord } from '../../../../src/checkers/log/no-duplicate-record.ts';
import { checkNoLostRecord } from '../../../../src/checkers/log/no-lost-record.ts';
import { checkNoPhantomRecord } from '../../../../src/checkers/log/no-phantom-record.ts';
import { checkOffsetAgreement } from '../../../../src/checkers/log/offset-agreement.ts';
import { checkRecordOrder } from '../../../../src/checkers/log/record-order.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { assign, begins, poll, send } from '../../../helpers/log.ts';
import { Recording } from '../../../helpers/recording.ts';

describe('no-lost-record', () => {
  test('a record that was polled holds', () => {
    const verdict = checkNoLostRecord(poll(send(new Recording(), 0, [[0, 7]]), 1, [[0, 7]]).history());
    expect(verdict).toEqual({ verdict: 'holds', exercised: { acknowledged: 1, judged: 1, removed: 0, finalReads: 0 } });
  });

  test('a record that nobody polled, before one that somebody did, is lost', () => {
    const recording = send(send(new Recording(), 0, [[0, 7]]), 0, [[1, 8]]);
    const verdict = checkNoLostRecord(poll(recording, 1, [[1, 8]]).history());
    expect(summaryOf(verdict)).toBe('violated lost-write');
    expect(messageOf(verdict)).toBe(
      'send [["send","p",7]] (operation 1, process 0) was acknowledged with 7 at offset 0 of p, but no poll ever returned it, though poll [["poll"]] (operation 5, process 1) returned what is behind it, at offset 1.',
    );
  });

  test('a record in whose place a poll found another is lost', () => {
    const recording = send(send(new Recording(), 0, [[0, 7]]), 0, [[0, 8]]);
    expect(messageOf(checkNoLostRecord(poll(recording, 1, [[0, 8]]).history()))).toMatch(
      /no poll ever returned it, though poll .* returned something else there\.$/,
    );
  });

  test('a record behind all polls is none of the readers’ business, until the end', () => {
    const recording = poll(send(new Recording(), 0, [[0, 7]]), 1, [[0, 7]]);
    expect(summaryOf(checkNoLostRecord(send(recording, 0, [[1, 8]]).history()))).toBe('holds');
    expect(summaryOf(checkNoLostRecord(poll(recording.final(), 1, []).history()))).toBe('violated unseen');
  });

  test('a record of unknown outcome may be lost', () => {
    const recording = new Recording().invoke(0, 'send', [['send', 'p', 7]]).complete(0, 'info');
    expect(summaryOf(checkNoLostRecord(poll(recording.final(), 1, []).history()))).toBe('vacuous');
  });
});

describe('no-lost-record under retention', () => {
  const two = (): Recording => send(send(new Recording(), 0, [[0, 7]]), 0, [[1, 8]]);

  test('a record that may have been removed before anybody polled it is not lost, one behind is', () => {
    const removed = checkNoLostRecord(poll(begins(two(), 1), 1, [[1, 8]]).history());
    expect(removed).toMatchObject({ verdict: 'holds', exercised: { judged: 1, removed: 1 } });
    const lost = poll(begins(send(two(), 0, [[2, 9]]), 1), 1, [[2, 9]]);
    expect(summaryOf(checkNoLostRecord(lost.history()))).toBe('violated lost-write');
  });

  test.each([
    [2, 'holds'],
    [3, 'violated removed-early'],
  ])('of a log of three records that begins at offset 1 and keeps %i: %s', (retained, summary) => {
    const recording = poll(begins(two(), 1, retained), 1, [[1, 8]]).final();
    recording.observe('s1', 'replica-log', { partitions: { p: [8, 'commit'] }, starts: { p: 1 } });
    recording.observe('s2', 'replica-log', { partitions: { p: [7, 8] } });
    expect(summaryOf(checkNoLostRecord(recording.history()))).toBe(summary);
  });

  test('a statement of another shape is refused', () => {
    const recording = new Recording().observe('s1', 'log-start', { partition: 'p', start: 'x' });
    expect(() => checkNoLostRecord(recording.history())).toThrow(
      'is no statement of where a log begins; expected { partition, start, retained }',
    );
  });
});

describe('no-duplicate-record', () => {
  test('one value at two offsets is a duplicate', () => {
    const recording = poll(send(new Recording(), 0, [[0, 7]]), 1, [
      [0, 7],
      [1, 7],
    ]);
    const verdict = checkNoDuplicateRecord(recording.history());
    expect(summaryOf(verdict)).toBe('violated duplicate');
    expect(messageOf(verdict)).toBe(
      '7, sent once by send [["send","p",7]] (operation 1, process 0), stands at offsets 0 and 1 of p.',
    );
  });

  test('one record polled by several is none', () => {
    const recording = poll(poll(send(new Recording(), 0, [[0, 7]]), 1, [[0, 7]]), 2, [[0, 7]]);
    expect(summaryOf(checkNoDuplicateRecord(recording.history()))).toBe('holds');
  });
});

describe('no-phantom-record', () => {
  test('a record of a failed send is an aborted read, one that nobody sent a phantom', () => {
    const failed = new Recording().invoke(0, 'send', [['send', 'p', 7]]).complete(0, 'fail');
    expect(summaryOf(checkNoPhantomRecord(poll(failed, 1, [[0, 7]]).history()))).toBe('violated G1a');
    expect(summaryOf(checkNoPhantomRecord(poll(new Recording(), 1, [[0, 7]]).history()))).toBe(
      'violated phantom-record',
    );
  });

  test('a record of unknown outcome may be there', () => {
    const unknown = new Recording().invoke(0, 'send', [['send', 'p', 7]]).complete(0, 'info');
    expect(summaryOf(checkNoPhantomRecord(poll(unknown, 1, [[0, 7]]).history()))).toBe('holds');
  });
});

describe('offset-agreement', () => {
  test('an offset that was used again is inconsistent', () => {
    const recording = send(send(new Recording(), 0, [[0, 7]]), 1, [[0, 8]]);
    expect(summaryOf(checkOffsetAgreement(recording.history()))).toBe('violated inconsistent-offsets');
  });
});

describe('record-order', () => {
  const known = (f: 'send' | 'txn' = 'send'): Recording => {
    const records = [
      [0, 1],
      [2, 2],
      [5, 3],
    ] as const;
    return send(new Recording(), 0, records, f);
  };

  test('gaps between offsets are no gaps between records', () => {
    const recording = poll(poll(known(), 1, [[0, 1]]), 1, [
      [2, 2],
      [5, 3],
    ]);
    expect(summaryOf(checkRecordOrder(recording.history()))).toBe('holds');
  });

  test.each([
    ['poll-skip', [[0, 1]], [[5, 3]]],
    ['nonmonotonic-poll', [[2, 2]], [[0, 1]]],
    ['nonmonotonic-poll', [[2, 2]], [[2, 2]]],
  ] as const)('%s from one poll to the next', (kind, first, second) => {
    const verdict = checkRecordOrder(poll(poll(known(), 1, first), 1, second).history());
    expect(summaryOf(verdict)).toBe(`violated ${kind}`);
  });

  test.each([
    [
      'int-poll-skip',
      [
        [0, 1],
        [5, 3],
      ],
    ],
    [
      'int-nonmonotonic-poll',
      [
        [2, 2],
        [0, 1],
      ],
    ],
  ] as const)('%s inside one poll', (kind, records) => {
    expect(summaryOf(checkRecordOrder(poll(known(), 1, records).history()))).toBe(`violated ${kind}`);
  });

  test('an assignment begins anew, at the first record where it seeks to the beginning', () => {
    const again = (isFromStart: boolean, offset: 0 | 2): string => {
      const recording = assign(poll(known(), 1, [[0, 1]]), 1, isFromStart);
      return summaryOf(checkRecordOrder(poll(recording, 1, [offset === 0 ? [0, 1] : [2, 2]]).history()));
    };
    expect([again(true, 0), again(false, 2), again(true, 2)]).toEqual(['holds', 'holds', 'violated poll-skip']);
  });

  describe.each([
    ['poll-skip', [[0, 1]], [[5, 3]]],
    [
      'int-poll-skip',
      [
        [0, 1],
        [5, 3],
      ],
      [],
    ],
  ] as const)('%s under retention', (kind, first, second) => {
    const skipped = (start: number): string =>
      summaryOf(checkRecordOrder(poll(poll(begins(known(), start), 1, first), 1, second).history()));

    test('is right where all that was skipped may have been removed', () => {
      expect(skipped(3)).toBe('holds');
    });

    test('is wrong where the last of it was there still', () => {
      expect(skipped(2)).toBe(`violated ${kind}`);
    });
  });

  test('what was removed after a poll explains no skip of that poll', () => {
    const skip = poll(poll(known(), 1, [[0, 1]]), 1, [[5, 3]]);
    expect(summaryOf(checkRecordOrder(begins(skip, 3).history()))).toBe('violated poll-skip');
  });

  test('reading from the beginning begins where the log does', () => {
    const first = (start: number): string =>
      summaryOf(checkRecordOrder(poll(assign(begins(known(), start), 1, true), 1, [[2, 2]]).history()));
    expect([first(1), first(0)]).toEqual(['holds', 'violated poll-skip']);
  });

  test('a later send that stands before an earlier one', () => {
    const recording = send(send(new Recording(), 0, [[3, 1]]), 0, [[2, 2]]);
    expect(summaryOf(checkRecordOrder(recording.history()))).toBe('violated nonmonotonic-send');
    const inside = send(new Recording(), 0, [
      [3, 1],
      [2, 2],
    ]);
    expect(summaryOf(checkRecordOrder(inside.history()))).toBe('violated int-nonmonotonic-send');
  });

  test('what others sent between records of a transaction is allowed, and counted', () => {
    const records = [
      [1, 8],
      [6, 9],
    ] as const;
    const recording = send(known('txn'), 1, records, 'txn');
    expect(checkRecordOrder(recording.history())).toEqual({
      verdict: 'holds',
      exercised: { polls: 0, sends: 3, intSendSkips: 2, skipsOfRemoved: 0 },
    });
  });
});

describe('log-agreement', () => {
  const state = (recording: Recording, server: string, ...records: unknown[]): Recording =>
    recording.observe(server, 'replica-log', { partitions: { p: records } });

  test('a log that is behind agrees, one that differs does not', () => {
    const behind = state(state(new Recording(), 's1', 1, 2, 3), 's2', 1, 2);
    expect(summaryOf(checkLogAgreement(behind.history()))).toBe('holds');
    const verdict = checkLogAgreement(state(behind, 's3', 1, 9).history());
    expect(summaryOf(verdict)).toBe('violated diverged-logs');
    expect(messageOf(verdict)).toBe('at offset 1 of p, below both high watermarks, s3 holds 9 and s1 2.');
  });

  test('logs that begin at different offsets are compared where both have records', () => {
    const later = (...records: unknown[]): string => {
      const recording = state(new Recording(), 's1', 1, 2, 3);
      recording.observe('s2', 'replica-log', { partitions: { p: records }, starts: { p: 1 } });
      return summaryOf(checkLogAgreement(recording.history()));
    };
    expect([later(2, 3), later(2, 3, 4), later(1, 2)]).toEqual(['holds', 'holds', 'violated diverged-logs']);
  });
});
